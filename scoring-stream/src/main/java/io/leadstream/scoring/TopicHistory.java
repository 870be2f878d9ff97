// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.serde.TopicSerdes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads recorded activities from the brokers, with consumers of its own; a few at a time, however many partitions ask. */
final class TopicHistory implements RecordedActivities {

    private static final int READERS = 4;
    private static final long IDLE_SECONDS = 10;
    private static final long COMMIT_PAUSE_MILLIS = 50;

    private final Map<String, Object> client;
    private final RecordedDecoder decoder;
    private final String applicationId;
    private final ExecutorService threads = threads();

    /**
     * Nothing is connected to before the first search.
     *
     * @param consumer settings of consumers
     * @param applicationId whose commits are asked for
     */
    TopicHistory(Map<String, Object> consumer, TopicSerdes serdes, String applicationId) {
        this.client = new HashMap<>(consumer);
        // Nothing is ever committed: an application's offsets are its own.
        client.put("enable.auto.commit", false);
        client.put("isolation.level", "read_committed");
        client.put("auto.offset.reset", "none");
        // Threads are few: one that waits for brokers notices soon that nobody waits for it.
        client.put("default.api.timeout.ms", 10_000);
        client.remove("group.id");
        client.remove("group.instance.id");
        this.decoder = new RecordedDecoder(serdes);
        this.applicationId = applicationId;
    }

    @Override
    public Search<Map<String, Long>> consumed(int partition, Set<String> topics, @Nullable Place after) {
        return SideSearch.start(
                "to find where partition " + partition + " stands",
                threads,
                search -> search.give(findConsumed(search, partition, topics, after)));
    }

    /**
     * Asks as a member of the group would, without being one. Committed offsets change together, so those of one answer
     * belong together, and an answer waits for the end of a commit under way.
     */
    private Map<String, Long> findConsumed(
            SideSearch<?> search, int partition, Set<String> topics, @Nullable Place after)
            throws InterruptedException {
        Set<TopicPartition> places = new HashSet<>();
        topics.forEach(topic -> places.add(new TopicPartition(topic, partition)));
        if (after != null) {
            places.add(new TopicPartition(after.topic(), partition));
        }
        try (KafkaConsumer<String, byte[]> consumer = consumer(Map.of("group.id", applicationId))) {
            while (!search.isClosed()) {
                Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(places);
                if (after == null || next(committed, after.topic(), partition) > after.offset()) {
                    Map<String, Long> consumed = new HashMap<>();
                    topics.forEach(topic -> consumed.put(topic, next(committed, topic, partition)));
                    return consumed;
                }
                search.pause(COMMIT_PAUSE_MILLIS);
            }
            return Map.of();
        }
    }

    private static long next(Map<TopicPartition, OffsetAndMetadata> committed, String topic, int partition) {
        OffsetAndMetadata found = committed.get(new TopicPartition(topic, partition));
        return found == null ? 0 : found.offset();
    }

    @Override
    public Search<Batch> read(int partition, List<Span> spans, Set<String> types) {
        var reader = new TopicReader(partition, spans, types, decoder);
        return SideSearch.start("to read what partition " + partition + " recorded", threads, search -> {
            try (KafkaConsumer<String, byte[]> consumer = consumer(Map.of())) {
                reader.readOn(consumer, search);
            }
        });
    }

    private KafkaConsumer<String, byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(
                "client.id",
                applicationId + "-recorded-activities-" + Thread.currentThread().getId());
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Threads that are there only while there is something to read. */
    private static ExecutorService threads() {
        var threads = new ThreadPoolExecutor(
                READERS, READERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "leadstream-recorded-activities");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
