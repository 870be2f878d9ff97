// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

import com.sun.net.httpserver.HttpServer;
import io.leadstream.embedded.EmbeddedException;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry on a loopback address that answers the part of Confluent's REST API that clients use. Its schemas
 * are in the compacted topic {@code _schemas} of the broker it serves, so ids live and die with the records that carry
 * them. One server per broker: it trusts that nobody else writes that topic.
 */
public final class RegistryServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
    private static final int THREADS = 4;

    static {
        // Without it, head and body of an answer wait 40 ms for one another. The JDK reads it at the first server.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final SchemaLog log;

    private RegistryServer(HttpServer http, ExecutorService threads, SchemaLog log) {
        this.http = http;
        this.threads = threads;
        this.log = log;
    }

    /**
     * Reads back all schemas, then listens.
     *
     * @param host a loopback address or name
     * @param port 0 for any free one
     * @throws IllegalArgumentException when the host is no loopback address
     * @throws EmbeddedException when the port is taken
     * @throws UncheckedIOException when the host has no such address
     * @throws org.apache.kafka.common.KafkaException when the broker can't be reached or the topic can't be read
     */
    public static RegistryServer start(String bootstrapServers, String host, int port) {
        HttpServer http = listener(host, port);
        SchemaLog log = null;
        try {
            log = SchemaLog.open(bootstrapServers);
            SchemaStore store = new SchemaStore(log);
            wantFullCompatibilityOfCompacted(store);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, threadNames());
            http.createContext("/", new RegistryApi(store));
            http.setExecutor(threads);
            http.start();
            RegistryServer server = new RegistryServer(http, threads, log);
            LOG.info("schema registry at {} with {} schemas", server.url(), store.schemaCount());
            return server;
        } catch (RuntimeException e) {
            http.stop(0);
            if (log != null) {
                log.close();
            }
            throw e;
        }
    }

    private static HttpServer listener(String host, int port) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        host + " is no loopback address: the registry has no authentication");
            }
            return HttpServer.create(new InetSocketAddress(address, port), 0);
        } catch (BindException e) {
            throw new EmbeddedException(
                    EmbeddedException.Kind.PORT_TAKEN,
                    "port " + port
                            + " is taken, but the schema registry is to listen there: stop what uses it or choose"
                            + " another port",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema registry can't listen on " + host + ":" + port, e);
        }
    }

    /** Readers of a compacted topic meet values of any age, older and newer than themselves. */
    private static void wantFullCompatibilityOfCompacted(SchemaStore store) {
        for (Topic<?> topic : Topics.all()) {
            String subject = topic.name() + "-value";
            if (topic.cleanup() == Topic.Cleanup.COMPACT
                    && store.levelOf(subject).isEmpty()) {
                store.setLevel(subject, Compatibility.FULL);
            }
        }
    }

    private static ThreadFactory threadNames() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "schema-registry-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The port that was free when it started, or the one that was asked for. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** What to set {@code schema.registry.url} to. */
    public URI url() {
        String host = http.getAddress().getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        log.close();
    }
}
