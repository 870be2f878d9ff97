// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads one record again from the place it came from. */
interface OriginalRecords {

    /** For where there are no brokers: nothing is read. */
    OriginalRecords NONE = (topic, partition, offset) -> new Bytes(null, null);

    /** Key and value of the record; both null when it is not there any more. */
    Bytes read(String topic, int partition, long offset);

    /** A record's bytes. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Bytes(byte @Nullable [] key, byte @Nullable [] value) {}

    /** Reads from the brokers; a client is made for each record, because hardly any record needs it. */
    static OriginalRecords fromBrokers(Map<String, Object> client) {
        return (topic, partition, offset) -> {
            Map<String, Object> settings = new HashMap<>(client);
            settings.remove("group.id");
            settings.put("client.id", "leadstream-original-" + topic + "-" + partition);
            settings.put("enable.auto.commit", false);
            settings.put("auto.offset.reset", "none");
            settings.put("isolation.level", "read_committed");
            settings.put("max.poll.records", 1);
            TopicPartition place = new TopicPartition(topic, partition);
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.assign(List.of(place));
                consumer.seek(place, offset);
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofSeconds(5))) {
                    if (found.offset() == offset) {
                        return new Bytes(found.key(), found.value());
                    }
                }
                return new Bytes(null, null);
            } catch (KafkaException e) {
                // The letter still tells topic, partition and offset.
                return new Bytes(null, null);
            }
        };
    }
}
