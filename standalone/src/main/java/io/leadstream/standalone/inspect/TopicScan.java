// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads whole topics, from their beginning to where they end now, and leaves nothing behind. */
final class TopicScan {

    private static final Duration POLL = Duration.ofMillis(500);

    private final String brokers;
    private final TopicSerdes serdes;

    TopicScan(String brokers, TopicSerdes serdes) {
        this.brokers = brokers;
        this.serdes = serdes;
    }

    /** Hands each committed record on, in the order of its partition; tombstones are left out. */
    <V extends SpecificRecord> void read(Topic<V> topic, BiConsumer<String, V> reader) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                brokers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                // Closing waits for the fetch that is under way.
                "fetch.max.wait.ms",
                20,
                "max.poll.records",
                5_000);
        try (Offsets offsets = new Offsets(brokers);
                KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                        settings,
                        new StringDeserializer(),
                        serdes.valueOf(topic).deserializer())) {
            Set<TopicPartition> partitions = offsets.partitions(List.of(topic.name()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> missing = new HashMap<>(consumer.endOffsets(partitions));
            missing.values().removeIf(end -> end == 0);
            while (!missing.isEmpty()) {
                for (ConsumerRecord<String, V> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        reader.accept(record.key(), record.value());
                    }
                }
                missing.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
    }
}
