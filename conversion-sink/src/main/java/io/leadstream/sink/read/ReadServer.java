// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import com.zaxxer.hikari.HikariDataSource;
import io.leadstream.runtime.access.KeyRing;
import io.leadstream.runtime.health.RouteServer;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@link ReadApi} and the health routes. */
public final class ReadServer {

    /** Reads that go on at once, at most; each has a connection. */
    public static final int READERS = 2;

    private static final Logger log = LoggerFactory.getLogger(ReadServer.class);

    private ReadServer() {}

    /**
     * Listens until closed.
     *
     * @param port 0 takes a free one
     * @param keys who may read, each as {@code name:sha256}
     * @throws IllegalStateException when the port is taken
     * @throws IllegalArgumentException when a key is not right
     */
    public static RouteServer start(
            String host, int port, List<String> keys, HikariDataSource database, Service service) {
        KeyRing ring = KeyRing.of(List.of(), keys);
        if (ring.isEmpty()) {
            log.info("no read key is configured: nobody may ask about leads over HTTP");
        }
        return RouteServer.start(
                host, port, READERS, vertx -> ReadApi.router(vertx, database, ring, service, Metrics.process()));
    }
}
