// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What topics of one partition say, such as what was published before. For one thread. */
final class VersionLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaConsumer<String, byte[]> consumer;
    private final TopicSerdes serdes;

    private VersionLog(KafkaConsumer<String, byte[]> consumer, TopicSerdes serdes) {
        this.consumer = consumer;
        this.serdes = serdes;
    }

    static VersionLog open(Settings settings, TopicSerdes serdes) {
        Map<String, Object> config = new HashMap<>(settings.kafkaConsumer());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "leadstream-capture-versions");
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A version that its publisher could not finish was never published.
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Else a fetch that waits for more of one topic holds up the first fetch of the next.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        config.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new VersionLog(new KafkaConsumer<>(config), serdes);
    }

    /** The record of the highest version, or null when nothing was published yet. */
    <V extends SpecificRecord> @Nullable V newest(Publication<V> publication) {
        AtomicReference<@Nullable V> newest = new AtomicReference<>();
        read(publication.topic(), value -> {
            V known = newest.get();
            if (known == null
                    || publication.version().applyAsInt(value)
                            > publication.version().applyAsInt(known)) {
                newest.set(value);
            }
        });
        return newest.get();
    }

    /** Whether a version was published and has this content. */
    <V extends SpecificRecord> boolean has(Publication<V> publication, int version, V content) {
        AtomicBoolean has = new AtomicBoolean();
        read(publication.topic(), value -> {
            if (publication.version().applyAsInt(value) == version) {
                has.set(publication
                        .hash()
                        .apply(value)
                        .equals(publication.hash().apply(content)));
            }
        });
        return has.get();
    }

    /** Gives every record of a topic of one partition, in its order; none when there is no such topic yet. */
    <V extends SpecificRecord> void read(Topic<V> topic, Consumer<V> taker) {
        if (partitions(topic) == 0) {
            return;
        }
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        Deserializer<V> deserializer = serdes.valueOf(topic).deserializer();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "the brokers did not give " + topic.name() + " in " + PATIENCE.toSeconds() + " s");
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.value() != null) {
                    taker.accept(deserializer.deserialize(topic.name(), record.value()));
                }
            }
        }
    }

    /** Gives what lies at the end of every partition of a topic, within so many offsets. */
    <V extends SpecificRecord> void tail(Topic<V> topic, int offsets, Consumer<V> taker) {
        List<TopicPartition> partitions = consumer.listTopics().getOrDefault(topic.name(), List.of()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        ends.forEach((partition, end) ->
                consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - offsets)));
        Deserializer<V> deserializer = serdes.valueOf(topic).deserializer();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.value() != null) {
                    taker.accept(deserializer.deserialize(topic.name(), record.value()));
                }
            }
        }
    }

    /** Over how many partitions a topic is laid; 0 when there is no such topic yet. */
    int partitions(Topic<?> topic) {
        return consumer.listTopics().getOrDefault(topic.name(), List.of()).size();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
