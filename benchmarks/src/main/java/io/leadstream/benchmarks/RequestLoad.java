// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends chat leads over HTTP at a fixed rate. */
final class RequestLoad implements AutoCloseable {

    private static final int ACCEPTED = 202;
    private static final int CONNECTIONS = 32;

    private final HttpClient client;
    private final int port;
    private final Map<String, Long> dueAt;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * A load that has not started.
     *
     * @param dueAt is told, by lead id, when each request was due
     */
    RequestLoad(Vertx vertx, int port, Map<String, Long> dueAt) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setPipelining(false), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.port = port;
        this.dueAt = dueAt;
    }

    /** Sends the requests of a range, {@code from} included and {@code to} not; returns at once. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends by itself, and failures are kept
    void start(int from, int to, int perSecond) {
        long periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long begin = System.nanoTime();
        var next = new AtomicInteger(from);
        clock.scheduleAtFixedRate(
                () -> {
                    long now = System.nanoTime();
                    while (next.get() < to && begin + (next.get() - from) * periodNanos <= now) {
                        int request = next.getAndIncrement();
                        dueAt.put(LatencyRun.leadIdOf(request), begin + (request - from) * periodNanos);
                        send(request);
                    }
                },
                0,
                1,
                TimeUnit.MILLISECONDS);
    }

    /** Throws what went wrong with a request. */
    void requireHealthy() {
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a request failed: " + failed.getMessage(), failed);
        }
    }

    private void send(int request) {
        var body = Buffer.buffer("{\"email\":\"" + LatencyRun.emailOf(request)
                + "\",\"firstName\":\"Visitor\",\"company\":\"Company " + request
                + "\",\"eventId\":\"chat-" + request + "\",\"customFields\":{\"topic\":\"pricing\"}}");
        client.request(HttpMethod.POST, port, "127.0.0.1", "/v1/chat-leads")
                .compose(open -> exchange(open, body))
                .onSuccess(status -> {
                    if (status != ACCEPTED) {
                        failure.compareAndSet(null, new IllegalStateException("answered with " + status));
                    }
                })
                .onFailure(problem -> failure.compareAndSet(null, problem));
    }

    private static Future<Integer> exchange(HttpClientRequest open, Buffer body) {
        return open.putHeader("content-type", "application/json")
                .putHeader("x-write-key", Services.WRITE_KEY)
                .send(body)
                .compose(response -> response.end().map(response.statusCode()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close();
    }
}
