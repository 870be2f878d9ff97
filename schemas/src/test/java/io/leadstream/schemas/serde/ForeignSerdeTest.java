// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Serializer classes of others, such as Confluent's, take our place by configuration alone. */
class ForeignSerdeTest {

    private static final Map<String, String> NAMED = Map.of(
            SerdeConfig.REGISTRY_URL,
            "http://registry:8081",
            SerdeConfig.BASIC_AUTH,
            "ada:secret",
            SerdeConfig.VALUE_SERIALIZER,
            ForeignSerializer.class.getName(),
            SerdeConfig.VALUE_DESERIALIZER,
            ForeignDeserializer.class.getName(),
            SerdeConfig.CLOUD_EVENTS,
            "false");

    /** Shaped as Confluent's: public, no arguments, set up by configure, any object. */
    public static final class ForeignSerializer implements Serializer<Object> {

        private Map<String, ?> settings = Map.of();
        private boolean key = true;
        private boolean closed;

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            settings = configs;
            key = isKey;
        }

        @Override
        public byte[] serialize(String topic, Object data) {
            return new byte[] {42};
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Shaped as Confluent's: public, no arguments, set up by configure, any object. */
    public static final class ForeignDeserializer implements Deserializer<Object> {

        private Map<String, ?> settings = Map.of();
        private boolean closed;

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            settings = configs;
        }

        @Override
        public @Nullable Object deserialize(String topic, byte[] data) {
            return data[0] == 42 ? SampleRecords.of(LeadProfile.class) : null;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void shouldUseForeignClassesWhenSettingsNameThem() {
        TopicSerdes serdes = TopicSerdes.from(NAMED);
        Serde<LeadProfile> serde = serdes.valueOf(Topics.LEAD_PROFILES);
        LeadProfile profile = SampleRecords.of(LeadProfile.class);

        byte[] bytes = serde.serializer().serialize("lead-profiles", profile);
        assertThat(bytes).containsExactly(42);
        assertThat(serde.deserializer().deserialize("lead-profiles", bytes)).isEqualTo(profile);

        ForeignSerializer writing = (ForeignSerializer) (Serializer<?>) serde.serializer();
        ForeignDeserializer reading = (ForeignDeserializer) (Deserializer<?>) serde.deserializer();
        assertThat(writing.key).isFalse();
        serdes.close();
        assertThat(writing.closed).isTrue();
        assertThat(reading.closed).isTrue();
    }

    @Test
    void shouldSpeakTheirSettingsWhenForeignClassesAreConfigured() {
        try (TopicSerdes serdes = TopicSerdes.from(NAMED)) {
            Serde<LeadProfile> serde = serdes.valueOf(Topics.LEAD_PROFILES);

            assertThat(((ForeignSerializer) (Serializer<?>) serde.serializer()).settings.get("schema.registry.url"))
                    .isEqualTo("http://registry:8081");
            Map<String, ?> reading = ((ForeignDeserializer) (Deserializer<?>) serde.deserializer()).settings;
            assertThat(reading.get("specific.avro.reader")).isEqualTo(true);
            assertThat(reading.get("basic.auth.credentials.source")).isEqualTo("USER_INFO");
            assertThat(reading.get("basic.auth.user.info")).isEqualTo("ada:secret");
            assertThat(reading.get("value.subject.name.strategy"))
                    .isEqualTo("io.confluent.kafka.serializers.subject.TopicNameStrategy");
        }
    }

    @Test
    void shouldKeepTheirSettingsWhenCallerSetThem() {
        Map<String, Object> settings = new HashMap<>(NAMED);
        settings.put("specific.avro.reader", false);
        try (TopicSerdes serdes = TopicSerdes.from(settings)) {
            Serde<LeadProfile> serde = serdes.valueOf(Topics.LEAD_PROFILES);

            assertThat(((ForeignDeserializer) (Deserializer<?>) serde.deserializer())
                            .settings.get("specific.avro.reader"))
                    .isEqualTo(false);
        }
    }

    @Test
    void shouldKeepOurStateFormatWhenForeignClassesAreConfigured() {
        try (TopicSerdes serdes = TopicSerdes.from(NAMED)) {
            LeadProfile profile = SampleRecords.of(LeadProfile.class);

            assertThat(serdes.internal(LeadProfile.class).encode(profile)).startsWith(1);
        }
    }

    @Test
    void shouldMakeCloudEventsWhenForeignClassesEncode() {
        Map<String, Object> settings = new HashMap<>(NAMED);
        settings.put(SerdeConfig.CLOUD_EVENTS, "true");
        try (TopicSerdes serdes = TopicSerdes.from(settings)) {
            Headers headers = new RecordHeaders();
            byte[] bytes = serdes.valueOf(Topics.LEAD_PROFILES)
                    .serializer()
                    .serialize("lead-profiles", headers, SampleRecords.of(LeadProfile.class));

            assertThat(bytes).containsExactly(42);
            assertThat(headers.lastHeader(CloudEventHeaders.ID)).isNotNull();
        }
    }

    @Test
    void shouldRefuseSettingsWhenClassIsMissing() {
        Map<String, String> settings = new HashMap<>(NAMED);
        settings.put(SerdeConfig.VALUE_SERIALIZER, "io.confluent.kafka.serializers.KafkaAvroSerializer");

        assertThatThrownBy(() -> TopicSerdes.from(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.serializer")
                .hasMessageContaining("KafkaAvroSerializer");
    }
}
