// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Activities at a fixed rate, each timed from when it was due to be written to when a reader of committed records has the
 * score that it made. They leave whether or not earlier ones were scored, so a stall counts for all that it holds up.
 */
final class SteadyActivities implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LATEST = Duration.ofSeconds(60);

    private final Machine machine;
    private final ActivityLoad load;
    private final int rate;
    private final Map<String, Long> dueAt = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean paused;
    private volatile boolean ended;
    private List<Long> nanos = new ArrayList<>();

    private SteadyActivities(Machine machine, ActivityLoad load, int rate) {
        this.machine = machine;
        this.load = load;
        this.rate = rate;
    }

    static SteadyActivities start(Machine machine, ActivityLoad load, int rate) {
        var steady = new SteadyActivities(machine, load, rate);
        steady.launch("steady-scores", steady::read);
        steady.launch("steady-activities", steady::write);
        return steady;
    }

    void runFor(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }

    /** Latencies since the last cut; waits for the scores of all activities that have left. */
    Latencies cut(String name) throws Exception {
        paused = true;
        long deadline = System.nanoTime() + LATEST.toNanos();
        while (!dueAt.isEmpty()) {
            var failed = failure.get();
            if (failed != null) {
                throw failed;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(dueAt.size() + " activities were not scored within " + LATEST);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        List<Long> cut;
        synchronized (this) {
            cut = nanos;
            nanos = new ArrayList<>();
        }
        paused = false;
        return Latencies.of(name, cut.stream().mapToLong(Long::longValue).toArray());
    }

    @Override
    public void close() {
        ended = true;
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void launch(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
                    }
                },
                name);
        threads.add(thread);
        thread.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    private void write() {
        Map<String, Object> settings = Map.of("bootstrap.servers", machine.brokers(), "linger.ms", 2);
        long between = TimeUnit.SECONDS.toNanos(1) / rate;
        try (var producer = new KafkaProducer<>(
                settings,
                new StringSerializer(),
                machine.serdes().valueOf(Topics.ACTIVITIES).serializer())) {
            int index = 0;
            long due = System.nanoTime();
            while (!ended) {
                long now = System.nanoTime();
                if (paused) {
                    due = now + between;
                }
                if (now < due) {
                    LockSupport.parkNanos(due - now);
                    continue;
                }
                var activity = activity(index++);
                dueAt.put(activity.getEventId(), due);
                producer.send(
                        new ProducerRecord<>(Topics.ACTIVITIES.name(), activity.getLeadId(), activity),
                        (metadata, error) -> {
                            if (error != null) {
                                failure.compareAndSet(null, error);
                            }
                        });
                due += between;
            }
        }
    }

    /** One demo for each lead in turn, so that each changes a score. */
    private Activity activity(int index) {
        var now = Instant.now();
        return Activity.newBuilder()
                .setEventId("steady-" + index)
                .setType("demo_requested")
                .setOccurredAt(now)
                .setReceivedAt(now)
                .setLeadId(load.leadIdOf(index))
                .setSource("api")
                .setProperties(Map.of())
                .build();
    }

    private void read() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", machine.brokers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(
                settings,
                new StringDeserializer(),
                machine.serdes().valueOf(Topics.LEAD_SCORES).deserializer())) {
            var partitions = consumer.partitionsFor(Topics.LEAD_SCORES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            while (!ended) {
                for (var record : consumer.poll(POLL)) {
                    Long due = dueAt.remove(record.value().getCauseId());
                    if (due != null) {
                        synchronized (this) {
                            nanos.add(System.nanoTime() - due);
                        }
                    }
                }
            }
        }
    }
}
