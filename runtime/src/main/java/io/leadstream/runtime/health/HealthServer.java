// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.health;

import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Serves {@link HealthRoutes} for services that have no HTTP server of their own. */
public final class HealthServer implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 5;

    private final Vertx vertx;
    private final int port;

    private HealthServer(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /**
     * Listens until closed.
     *
     * @param port 0 takes a free one
     * @throws IllegalStateException when the port is taken
     */
    public static HealthServer start(String host, int port, Service service, Metrics metrics) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        Router router = Router.router(vertx);
        HealthRoutes.mount(vertx, router, service, metrics);
        try {
            HttpServer server =
                    await(vertx.createHttpServer().requestHandler(router).listen(port, host));
            return new HealthServer(vertx, server.actualPort());
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
            throw new IllegalStateException("health server: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("health server: no answer in " + TIMEOUT_SECONDS + " s", e);
        }
    }
}
