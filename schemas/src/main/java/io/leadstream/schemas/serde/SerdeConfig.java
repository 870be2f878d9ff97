// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The settings of the serdes and of the registry client, each declared once. Keys of others are ignored. */
public final class SerdeConfig {

    public static final String REGISTRY_URL = "schema.registry.url";
    public static final String BASIC_AUTH = "schema.registry.basic.auth";
    public static final String AUTO_REGISTER = "auto.register.schemas";
    public static final String MAX_RECORD_BYTES = "max.record.bytes";
    public static final String VALUE_SERIALIZER = "value.serializer";
    public static final String VALUE_DESERIALIZER = "value.deserializer";
    public static final String CLOUD_EVENTS = "cloudevents.headers";

    /** Declarations with defaults, checks and documentation. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    REGISTRY_URL,
                    ConfigDef.Type.LIST,
                    List.of(),
                    ConfigDef.Importance.HIGH,
                    "Schema registry: one or more http(s) URLs, comma separated, with a base path where there is one"
                            + " (Apicurio: /apis/ccompat/v7); or memory://scope for one inside this JVM.")
            .define(
                    BASIC_AUTH,
                    ConfigDef.Type.PASSWORD,
                    null,
                    ConfigDef.Importance.MEDIUM,
                    "user:password for the registry; empty: no authentication.")
            .define(
                    AUTO_REGISTER,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    ConfigDef.Importance.MEDIUM,
                    "Register unknown schemas at first use; false: they must have been registered by a deployment.")
            .define(
                    MAX_RECORD_BYTES,
                    ConfigDef.Type.INT,
                    900_000,
                    ConfigDef.Range.between(1_000, 100_000_000),
                    ConfigDef.Importance.MEDIUM,
                    "Largest encoded record; a larger one is refused before a producer sees it. Keep it below the"
                            + " topics' max.message.bytes and the producer's max.request.size.")
            .define(
                    VALUE_SERIALIZER,
                    ConfigDef.Type.CLASS,
                    AvroSerializer.class,
                    ConfigDef.Importance.LOW,
                    "Serializer class of topic values, such as io.confluent.kafka.serializers.KafkaAvroSerializer.")
            .define(
                    VALUE_DESERIALIZER,
                    ConfigDef.Type.CLASS,
                    AvroDeserializer.class,
                    ConfigDef.Importance.LOW,
                    "Deserializer class of topic values, such as io.confluent.kafka.serializers.KafkaAvroDeserializer.")
            .define(
                    CLOUD_EVENTS,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    ConfigDef.Importance.LOW,
                    "Give each record the headers of a CloudEvent, about 220 bytes: ce_id, ce_type, ce_source,"
                            + " ce_specversion, ce_time and content-type.");

    private final Map<String, Object> values;

    SerdeConfig(Map<String, ?> settings) {
        this.values = DEFINITION.parse(settings);
    }

    List<String> registryUrls() {
        List<?> urls = (List<?>) value(REGISTRY_URL);
        List<String> texts = urls.stream().map(url -> url.toString().strip()).toList();
        if (texts.isEmpty()) {
            throw new ConfigException(REGISTRY_URL, "", "must name a schema registry");
        }
        return texts;
    }

    @Nullable
    String basicAuth() {
        Object password = values.get(BASIC_AUTH);
        return password instanceof Password secret && !secret.value().isEmpty() ? secret.value() : null;
    }

    boolean autoRegister() {
        return (Boolean) value(AUTO_REGISTER);
    }

    int maxRecordBytes() {
        return (Integer) value(MAX_RECORD_BYTES);
    }

    boolean cloudEvents() {
        return (Boolean) value(CLOUD_EVENTS);
    }

    Class<?> valueSerializer() {
        return (Class<?>) value(VALUE_SERIALIZER);
    }

    Class<?> valueDeserializer() {
        return (Class<?>) value(VALUE_DESERIALIZER);
    }

    private Object value(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new ConfigException(key, null, "must be set");
        }
        return value;
    }
}
