// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import com.zaxxer.hikari.HikariDataSource;
import io.leadstream.runtime.access.KeyRing;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@link ReadApi} and the health routes. */
public final class ReadServer implements AutoCloseable {

    /** Reads that go on at once, at most; each has a connection. */
    public static final int READERS = 2;

    private static final Logger log = LoggerFactory.getLogger(ReadServer.class);
    private static final int TIMEOUT_SECONDS = 5;

    private final Vertx vertx;
    private final int port;

    private ReadServer(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /**
     * Listens until closed.
     *
     * @param port 0 takes a free one
     * @param keys who may read, each as {@code name:sha256}
     * @throws IllegalStateException when the port is taken
     * @throws IllegalArgumentException when a key is not right
     */
    public static ReadServer start(
            String host, int port, List<String> keys, HikariDataSource database, Service service) {
        KeyRing ring = KeyRing.of(List.of(), keys);
        if (ring.isEmpty()) {
            log.info("no read key is configured: nobody may ask about leads over HTTP");
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(READERS));
        try {
            HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(60))
                    .requestHandler(ReadApi.router(vertx, database, ring, service, Metrics.process()))
                    .listen(port, host));
            return new ReadServer(vertx, server.actualPort());
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
            throw new IllegalStateException("the sink's HTTP: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the sink's HTTP: nothing happened in " + TIMEOUT_SECONDS + " s", e);
        }
    }
}
