// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What was published before, read from the compacted topics of one partition. For one thread. */
final class VersionLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final TopicSerdes serdes;

    private VersionLog(Consumer<String, byte[]> consumer, TopicSerdes serdes) {
        this.consumer = consumer;
        this.serdes = serdes;
    }

    static VersionLog open(Settings settings, TopicSerdes serdes) {
        Map<String, Object> config = new HashMap<>(settings.kafkaConsumer());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "leadstream-capture-versions");
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new VersionLog(new KafkaConsumer<>(config), serdes);
    }

    /** The record of the highest version, or null when nothing was published yet. */
    <V extends SpecificRecord> @Nullable V newest(Topic<V> topic, ToIntFunction<V> version) {
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        Deserializer<V> deserializer = serdes.valueOf(topic).deserializer();
        V newest = null;
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                V value = record.value() == null ? null : deserializer.deserialize(topic.name(), record.value());
                if (value != null && (newest == null || version.applyAsInt(value) > version.applyAsInt(newest))) {
                    newest = value;
                }
            }
        }
        return newest;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
