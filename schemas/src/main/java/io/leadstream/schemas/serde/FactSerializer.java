// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of one topic and makes each record a CloudEvent. Every writer passes here, producers as well as
 * topologies, and whichever class encodes the value. A tombstone says nothing and gets no headers.
 */
final class FactSerializer<V extends SpecificRecord> implements Serializer<V> {

    private final Serializer<V> values;
    private final CloudEventHeaders<V> event;

    FactSerializer(Serializer<V> values, CloudEventHeaders<V> event) {
        this.values = values;
        this.event = event;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        return values.serialize(topic, value);
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable V value) {
        byte[] encoded = values.serialize(topic, headers, value);
        if (encoded != null && value != null) {
            event.stamp(headers, value, encoded);
        }
        return encoded;
    }

    @Override
    public void close() {
        values.close();
    }
}
