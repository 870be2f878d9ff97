// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.kafka;

import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/** Records for the producer: values to bytes by the serializer that is configured, with its headers. For one thread. */
public final class RecordEncoder {

    private final TopicSerdes serdes;
    private final Map<Topic<?>, Serializer<?>> serializers = new HashMap<>();

    public RecordEncoder(TopicSerdes serdes) {
        this.serdes = serdes;
    }

    /** The record as it is sent; throws a KafkaException when its value can't be written. */
    public <V extends SpecificRecord> ProducerRecord<String, byte[]> encode(Outgoing<V> record) {
        Topic<V> topic = record.topic();
        @SuppressWarnings("unchecked") // put under its own topic just below
        Serializer<V> serializer = (Serializer<V>)
                serializers.computeIfAbsent(topic, t -> serdes.valueOf(topic).serializer());
        Headers headers = new RecordHeaders();
        byte[] value = serializer.serialize(topic.name(), headers, record.value());
        return new ProducerRecord<>(topic.name(), null, record.key(), value, headers);
    }
}
