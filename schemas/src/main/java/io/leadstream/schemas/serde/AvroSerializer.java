// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes values in Confluent's wire format: a zero byte, the schema's id in four bytes, Avro binary. The registry is
 * asked once per topic and schema. Null is a tombstone. Thread-safe.
 *
 * <p>A value that can't be written is a {@link SerializationException}; a registry that refuses or is away is a
 * {@link RegistryException}, so the two can be treated apart.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    static final int HEADER_BYTES = 5;

    private final Map<Target, Binding<T>> bindings = new ConcurrentHashMap<>();
    private volatile @Nullable Binding<T> latest;
    private @Nullable SchemaRegistry registry;
    private boolean registryIsOurs;
    private boolean autoRegister;
    private int maxRecordBytes;

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerializer() {}

    AvroSerializer(SchemaRegistry registry, SerdeConfig config) {
        use(registry, config);
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (isKey) {
            throw new ConfigException("keys are plain text, so that every producer picks the same partition");
        }
        use(SchemaRegistries.open(settings), new SerdeConfig(settings));
        registryIsOurs = true;
    }

    private void use(SchemaRegistry chosen, SerdeConfig config) {
        registry = chosen;
        autoRegister = config.autoRegister();
        maxRecordBytes = config.maxRecordBytes();
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        Binding<T> binding = binding(topic, value);
        try {
            byte[] bytes = Scratch.ofThread().encode(binding.writer(), value, HEADER_BYTES, maxRecordBytes);
            ByteBuffer.wrap(bytes).putInt(1, binding.id());
            return bytes;
        } catch (SerializationException e) {
            throw new SerializationException(
                    value.getClass().getSimpleName() + " for " + topic + " " + e.getMessage(), e.getCause());
        }
    }

    private Binding<T> binding(String topic, T value) {
        Schema schema = value.getSchema();
        Binding<T> known = latest;
        if (known != null && known.target().isFor(topic, schema)) {
            return known;
        }
        Target target = new Target(topic, schema);
        Binding<T> binding = bindings.get(target);
        if (binding == null) {
            binding = new Binding<>(target, idOf(subject(topic), schema), writer(value));
            bindings.put(target, binding);
        }
        latest = binding;
        return binding;
    }

    private int idOf(String subject, Schema schema) {
        SchemaRegistry known = registry;
        if (known == null) {
            throw new IllegalStateException("configure was not called");
        }
        return autoRegister ? known.register(subject, schema) : known.idOf(subject, schema);
    }

    private static <T extends SpecificRecord> DatumWriter<T> writer(T value) {
        return new RecordWriter<>(value.getSchema(), SpecificData.getForClass(value.getClass()));
    }

    /** The subject that a topic's values are registered under. */
    static String subject(String topic) {
        return topic + "-value";
    }

    @Override
    public void close() {
        SchemaRegistry known = registry;
        if (registryIsOurs && known != null) {
            known.close();
        }
    }

    /** Schemas are compared by identity: generated classes hold one each, and a deep comparison costs more than a record. */
    private record Target(String topic, Schema schema) {

        @SuppressWarnings("ReferenceEquality")
        boolean isFor(String otherTopic, Schema otherSchema) {
            return schema == otherSchema && topic.equals(otherTopic);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Target target && isFor(target.topic, target.schema);
        }

        @Override
        public int hashCode() {
            return 31 * topic.hashCode() + System.identityHashCode(schema);
        }
    }

    private record Binding<T>(Target target, int id, DatumWriter<T> writer) {}
}
