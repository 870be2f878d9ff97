// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** What is in force of a kind of record that is published in versions. */
public final class NewestVersion {

    private NewestVersion() {}

    /** The record of the highest version; null when none was ever published. */
    public static <V extends SpecificRecord> @Nullable V of(
            Map<String, Object> client, TopicSerdes serdes, Topic<V> topic, ToIntFunction<V> version) {
        Deserializer<V> deserializer = serdes.valueOf(topic).deserializer();
        var newest = new Newest<V>(version);
        try (BoundedReader reader = new BoundedReader(client)) {
            Map<TopicPartition, Long> ends = reader.ends(topic.name());
            reader.read(List.copyOf(ends.keySet()), ends, record -> {
                if (record.value() != null) {
                    newest.see(deserializer.deserialize(topic.name(), record.value()));
                }
            });
        }
        return newest.value;
    }

    private static final class Newest<V> {

        private final ToIntFunction<V> version;
        private @Nullable V value;

        Newest(ToIntFunction<V> version) {
            this.version = version;
        }

        void see(V candidate) {
            V known = value;
            if (known == null || version.applyAsInt(candidate) > version.applyAsInt(known)) {
                value = candidate;
            }
        }
    }
}
