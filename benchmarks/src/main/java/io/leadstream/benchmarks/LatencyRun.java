// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.domain.identity.EmailAddress;
import io.leadstream.domain.identity.LeadId;
import io.leadstream.runtime.service.Service;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.topic.Topics;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * From the moment a chat lead should be sent to the moment a reader of committed records has its owner. Requests leave
 * at a fixed rate whether or not earlier ones were answered, and are timed from when they were due, so a stall counts
 * for everybody who would have been held up by it.
 */
final class LatencyRun {

    private static final int WARM_UP_SLICE_SECONDS = 5;
    private static final int LONGEST_WARM_UP_SECONDS = 180;
    /** The compiler is at rest when it uses less than this share of one core. */
    private static final double AT_REST = 0.1;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LATEST = Duration.ofSeconds(30);

    private final Machine machine;
    private final int rate;
    private final int seconds;

    /** Due times of requests, by lead id, in {@link System#nanoTime}. */
    private final Map<String, Long> dueAt = new ConcurrentHashMap<>();

    LatencyRun(Machine machine, int rate, int seconds) {
        this.machine = machine;
        this.rate = rate;
        this.seconds = seconds;
    }

    /** Latencies of all requests after a warm-up that lasts until the compiler comes to rest. */
    Timed run() throws Exception {
        var services = new Services(machine, 1);
        try (var capture = services.capture();
                var scoring = services.scoring();
                var assignment = services.assignment();
                var sink = services.sink();
                var consumer = consumer(
                        machine.serdes().valueOf(Topics.LEAD_ASSIGNMENTS).deserializer())) {
            Service[] all = {capture, scoring, assignment, sink};
            for (var service : all) {
                Services.startAndAwait(service);
            }
            consumer.subscribe(List.of(Topics.LEAD_ASSIGNMENTS.name()));
            var vertx = Vertx.vertx();
            try (var load = new RequestLoad(vertx, capture.port(), dueAt)) {
                int warmUp = 0;
                var compiler = ManagementFactory.getCompilationMXBean();
                long compiling;
                do {
                    long before = compiler.getTotalCompilationTime();
                    measure(load, consumer, warmUp, warmUp + rate * WARM_UP_SLICE_SECONDS, all);
                    warmUp += rate * WARM_UP_SLICE_SECONDS;
                    compiling = compiler.getTotalCompilationTime() - before;
                } while (compiling > WARM_UP_SLICE_SECONDS * 1_000 * AT_REST
                        && warmUp < rate * LONGEST_WARM_UP_SECONDS);
                var stopwatch = Stopwatch.start(machine.cpu());
                var latencies = measure(load, consumer, warmUp, warmUp + rate * seconds, all);
                return new Timed(
                        stopwatch.stop("HTTP request to assignment, " + rate + "/s", (long) rate * seconds),
                        Latencies.of("HTTP request to assignment", latencies));
            } finally {
                vertx.close().toCompletionStage().toCompletableFuture().get();
            }
        }
    }

    /** What was measured: throughput and processor time, and the latencies. */
    record Timed(Result result, Latencies latencies) {}

    private long[] measure(
            RequestLoad load, KafkaConsumer<String, LeadAssignment> consumer, int from, int to, Service... services)
            throws Exception {
        load.start(from, to, rate);
        var latencies = new long[to - from];
        int seen = 0;
        long deadline = System.nanoTime()
                + Duration.ofSeconds((to - from) / rate).plus(LATEST).toNanos();
        while (seen < latencies.length) {
            for (var record : consumer.poll(POLL)) {
                long now = System.nanoTime();
                if (record.value().getKind() == AssignmentKind.ASSIGNED) {
                    Long due = dueAt.remove(record.key());
                    if (due != null) {
                        latencies[seen++] = now - due;
                    }
                }
            }
            load.requireHealthy();
            for (var service : services) {
                if (service.failure() != null) {
                    throw service.failure();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + seen + " of " + latencies.length + " leads were assigned");
            }
        }
        return latencies;
    }

    static String emailOf(int request) {
        return "chat" + request + "@visitor" + request + ".example";
    }

    static String leadIdOf(int request) {
        return LeadId.ofEmail(EmailAddress.normalise(emailOf(request)).value().orElseThrow())
                .value();
    }

    private KafkaConsumer<String, LeadAssignment> consumer(Deserializer<LeadAssignment> deserializer) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", machine.brokers(),
                "group.id", "sales-tool",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), deserializer);
    }
}
