// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.kafka;

import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Values to bytes, by the serializer that is configured. For one thread. */
public final class RecordEncoder {

    private final TopicSerdes serdes;
    private final Map<Topic<?>, Serializer<?>> serializers = new HashMap<>();

    public RecordEncoder(TopicSerdes serdes) {
        this.serdes = serdes;
    }

    /** The bytes of the record's value; throws a KafkaException when it has none. */
    public <V extends SpecificRecord> byte[] encode(Outgoing<V> record) {
        Topic<V> topic = record.topic();
        @SuppressWarnings("unchecked") // put under its own topic just below
        Serializer<V> serializer = (Serializer<V>)
                serializers.computeIfAbsent(topic, t -> serdes.valueOf(topic).serializer());
        return serializer.serialize(topic.name(), record.value());
    }
}
