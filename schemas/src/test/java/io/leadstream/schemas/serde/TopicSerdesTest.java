// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicSerdesTest {

    static Stream<Topic<?>> topics() {
        return Topics.all().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void shouldReadWhatItWroteWhenTopicIsInTheCatalogue(Topic<V> topic) {
        V value = SampleRecords.of(topic.valueType());
        try (TopicSerdes serdes = TopicSerdes.from(Map.of(SerdeConfig.REGISTRY_URL, "memory://round-trip"))) {
            Serde<V> serde = serdes.valueOf(topic);
            byte[] bytes = serde.serializer().serialize(topic.name(), value);

            assertThat(bytes[0]).isZero();
            assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(1);
            assertThat(bytes).endsWith(Recoding.bytes(value)).hasSize(5 + Recoding.bytes(value).length);
            assertThat(serde.deserializer().deserialize(topic.name(), bytes)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void shouldReadWhatItWroteWhenRecordStaysInside(Topic<V> topic) {
        V value = SampleRecords.of(topic.valueType());
        try (TopicSerdes serdes = TopicSerdes.from(Map.of(SerdeConfig.REGISTRY_URL, "memory://inside"))) {
            StateSerde<V> serde = serdes.internal(topic.valueType());
            byte[] bytes = serde.encode(value);

            assertThat(bytes).endsWith(Recoding.bytes(value)).hasSize(1 + Recoding.bytes(value).length);
            assertThat(serde.decode(bytes, null)).isEqualTo(value);
            assertThat(serde.decode(bytes, SampleRecords.of(topic.valueType()))).isEqualTo(value);
            assertThat(serde.serializer().serialize("any", null)).isNull();
            assertThat(serde.deserializer().deserialize("any", null)).isNull();
        }
    }
}
