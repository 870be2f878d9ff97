// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import io.leadstream.schemas.RecordModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values in Confluent's wire format into the record class of today, whichever version of its schema wrote them.
 * The registry is asked once per schema id. Null is a tombstone. Thread-safe.
 *
 * <p>Bytes that aren't such a record to the last byte, or whose schema id nobody knows, are a
 * {@link SerializationException}: the record is at fault. A registry that is away is a {@link RegistryException}: the
 * record may be fine.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final Map<Integer, Binding<T>> bindings = new ConcurrentHashMap<>();
    private volatile @Nullable Binding<T> latest;
    private final @Nullable Class<T> type;
    private @Nullable SchemaRegistry registry;
    private boolean registryIsOurs;

    /** For Kafka, which calls {@link #configure} next. The record class is the one that the writer's schema names. */
    public AvroDeserializer() {
        this.type = null;
    }

    AvroDeserializer(SchemaRegistry registry, Class<T> type) {
        this.registry = registry;
        this.type = type;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (isKey) {
            throw new ConfigException("keys are plain text");
        }
        registry = SchemaRegistries.open(settings);
        registryIsOurs = true;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            if (bytes.length < AvroSerializer.HEADER_BYTES || bytes[0] != 0) {
                throw new SerializationException("does not begin with a zero byte and a schema id");
            }
            int id = ByteBuffer.wrap(bytes).getInt(1);
            return Scratch.ofThread().decode(reader(id), null, bytes, AvroSerializer.HEADER_BYTES);
        } catch (SerializationException e) {
            throw new SerializationException("record of " + topic + " " + e.getMessage(), e.getCause());
        }
    }

    private DatumReader<T> reader(int id) {
        Binding<T> known = latest;
        if (known != null && known.id() == id) {
            return known.reader();
        }
        Binding<T> binding = bindings.get(id);
        if (binding == null) {
            binding = new Binding<>(id, readerOf(writerSchema(id)));
            bindings.put(id, binding);
        }
        latest = binding;
        return binding.reader();
    }

    private Schema writerSchema(int id) {
        SchemaRegistry known = registry;
        if (known == null) {
            throw new IllegalStateException("configure was not called");
        }
        try {
            return known.byId(id);
        } catch (RegistryException e) {
            if (e.retriable()) {
                throw e;
            }
            throw new SerializationException("has schema id " + id + ": " + e.getMessage(), e);
        }
    }

    private DatumReader<T> readerOf(Schema writer) {
        Class<?> wanted = type != null ? type : classNamedBy(writer);
        if (wanted == null || !SpecificRecord.class.isAssignableFrom(wanted)) {
            throw new SerializationException("was written as " + writer.getFullName() + ", which is no class here");
        }
        return readerOf(writer, wanted.asSubclass(SpecificRecord.class));
    }

    private static @Nullable Class<?> classNamedBy(Schema writer) {
        RecordModel.trust();
        try {
            return SpecificData.get().getClass(writer);
        } catch (SecurityException e) {
            throw new SerializationException("was written as " + writer.getFullName() + ", which is not trusted", e);
        }
    }

    /** A reader that is complete before it is shared among threads. */
    static <R> DatumReader<R> readerOf(Schema writer, Class<? extends SpecificRecord> type) {
        SpecificData model = SpecificData.getForClass(type);
        try {
            return model.getFastReaderBuilder().createDatumReader(writer, model.getSchema(type));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "was written as " + writer.getFullName() + ", which can't be read as " + type.getName(), e);
        }
    }

    @Override
    public void close() {
        SchemaRegistry known = registry;
        if (registryIsOurs && known != null) {
            known.close();
        }
    }

    private record Binding<T>(int id, DatumReader<T> reader) {}
}
