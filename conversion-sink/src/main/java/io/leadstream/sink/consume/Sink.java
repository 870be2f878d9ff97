// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import io.leadstream.schemas.serde.TopicSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The workers of one process, which share a group, a pool and a registry client. Thread-safe once started. */
public final class Sink implements AutoCloseable {

    private final List<SinkWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Options options;
    private final SinkMeters meters;
    private final TopicSerdes serdes;
    private final Admin admin;

    /**
     * What a sink is made with.
     *
     * @param name consumer group, and name of the sink in the database
     * @param consumer settings of the Kafka consumers
     * @param admin settings of the Kafka admin client
     * @param deadLettersPerMinute records that may be set aside in a minute
     */
    public record Options(
            String name,
            int threads,
            int batchRecords,
            String groupProtocol,
            Map<String, Object> consumer,
            Map<String, Object> admin,
            Duration retryFirst,
            Duration retryLongest,
            Duration verifyEvery,
            int deadLettersPerMinute) {}

    /** Makes the workers; nothing is read before {@link #start()}. */
    public Sink(Options options, DataSource database, TopicSerdes serdes, MeterRegistry registry) {
        this.options = options;
        this.serdes = serdes;
        this.meters = new SinkMeters(registry, options.name());
        Map<String, Object> adminSettings = new HashMap<>(options.admin());
        adminSettings.putIfAbsent("client.id", options.name() + "-admin");
        this.admin = Admin.create(adminSettings);
        Decoder decoder = new Decoder(serdes);
        OffsetLedger ledger = new OffsetLedger(options.name());
        Quarantine quarantine = new Quarantine(options.name(), options.deadLettersPerMinute(), System::nanoTime);
        TopicIds topicIds = new TopicIds(admin);
        for (int number = 1; number <= options.threads(); number++) {
            SinkWorker worker = new SinkWorker(
                    consumer(number),
                    database,
                    decoder,
                    ledger,
                    quarantine,
                    topicIds,
                    meters,
                    new Backoff(options.retryFirst(), options.retryLongest(), System::nanoTime),
                    options.verifyEvery());
            workers.add(worker);
            meters.watch(worker);
            threads.add(new Thread(worker, options.name() + "-" + number));
        }
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** True while every worker is in the group and has claimed what it was given. */
    public boolean ready() {
        return workers.stream().allMatch(SinkWorker::ready);
    }

    /** Time since the worker that was silent longest went round. */
    public Duration silence() {
        return workers.stream()
                .map(SinkWorker::silence)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** What ended a worker; null while all work. */
    public @Nullable Exception failure() {
        return workers.stream()
                .map(SinkWorker::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Stops after the batches at hand, or after a few seconds. */
    @Override
    public void close() {
        workers.forEach(SinkWorker::stop);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(7);
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        meters.close();
        admin.close(Duration.ofSeconds(1));
        serdes.close();
    }

    private KafkaConsumer<byte[], byte[]> consumer(int number) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("client.id", options.name() + "-" + number);
        // Instances that write one lead's rows from different topics would wait for each other's row locks: the range
        // assignment gives the same partition number of every topic to one of them.
        settings.put("max.partition.fetch.bytes", 2_097_152);
        // A transaction costs much the same for one record and for a hundred: it is worth a short wait.
        settings.put("fetch.min.bytes", 262_144);
        settings.put("fetch.max.wait.ms", 200);
        settings.putAll(options.consumer());
        settings.put("group.id", options.name());
        settings.put("group.protocol", options.groupProtocol());
        if (options.groupProtocol().equals("consumer")) {
            settings.putIfAbsent("group.remote.assignor", "range");
        }
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", options.batchRecords());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
