// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.health;

import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Serves a few routes that little is asked of, on one thread; what they must wait for goes to a few workers. */
public final class RouteServer implements AutoCloseable {

    private static final int HEALTH_WORKERS = 2;
    private static final int IDLE_SECONDS = 60;
    private static final int TIMEOUT_SECONDS = 5;

    private final Vertx vertx;
    private final int port;

    private RouteServer(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /**
     * Serves {@link HealthRoutes} alone until closed, for services that have no HTTP server of their own.
     *
     * @param port 0 takes a free one
     * @throws IllegalStateException when the port is taken
     */
    public static RouteServer health(String host, int port, Service service, Metrics metrics) {
        return start(host, port, HEALTH_WORKERS, vertx -> {
            Router router = Router.router(vertx);
            HealthRoutes.mount(vertx, router, service, metrics);
            return router;
        });
    }

    /**
     * Listens until closed.
     *
     * @param port 0 takes a free one
     * @param workers how many calls may block at once
     * @throws IllegalStateException when the port is taken
     */
    public static RouteServer start(String host, int port, int workers, Function<Vertx, Router> routes) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(workers));
        try {
            HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                    .requestHandler(routes.apply(vertx))
                    .listen(port, host));
            return new RouteServer(vertx, server.actualPort());
        } catch (IllegalStateException e) {
            vertx.close();
            if (e.getCause() instanceof BindException) {
                throw new IllegalStateException(
                        "port " + port + " on " + host + " is taken: stop what listens there or choose another port",
                        e.getCause());
            }
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("HTTP server: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("HTTP server: no answer in " + TIMEOUT_SECONDS + " s", e);
        }
    }
}
