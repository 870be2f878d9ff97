// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Records in stores, changelogs and repartition topics, which nobody else reads: one byte for the version of the
 * record's schema, then Avro binary. No registry is asked; the writer schemas of older versions ship with the program.
 * Thread-safe.
 */
public final class StateSerde<V extends SpecificRecord> implements Serde<V> {

    private static final int HEADER_BYTES = 1;

    private final String name;
    private final int maxBytes;
    private final int version;
    private final DatumWriter<V> writer;
    private final List<DatumReader<V>> readers;

    StateSerde(Class<V> type, SchemaVersions versions, int maxBytes) {
        SpecificData model = SpecificData.getForClass(type);
        Schema today = model.getSchema(type);
        this.name = type.getSimpleName();
        this.maxBytes = maxBytes;
        this.version = versions.current();
        this.writer = new RecordWriter<>(today, model);
        this.readers = versions.writers(today).stream()
                .map(old -> AvroDeserializer.<V>readerOf(old, type))
                .toList();
    }

    /**
     * Encodes a value.
     *
     * @throws SerializationException when it breaks its schema or is too large
     */
    public byte[] encode(V value) {
        try {
            byte[] bytes = Scratch.ofThread().encode(writer, value, HEADER_BYTES, maxBytes);
            bytes[0] = (byte) version;
            return bytes;
        } catch (SerializationException e) {
            throw new SerializationException(name + " " + e.getMessage(), e.getCause());
        }
    }

    /**
     * Decodes what {@link #encode} made, in this or an earlier version.
     *
     * @param reuse a record of the same kind whose content may be overwritten and that is then returned; or null
     * @throws SerializationException when the bytes are something else, or newer than this program
     */
    public V decode(byte[] bytes, @Nullable V reuse) {
        try {
            int written = bytes.length == 0 ? 0 : bytes[0];
            if (written < 1) {
                throw new SerializationException("does not begin with a version");
            }
            if (written > version) {
                throw new SerializationException("was written by a newer release: version " + written
                        + " of its schema, of which this one knows " + version);
            }
            return Scratch.ofThread().decode(readers.get(written - 1), reuse, bytes, HEADER_BYTES);
        } catch (SerializationException e) {
            throw new SerializationException(name + " " + e.getMessage(), e.getCause());
        }
    }

    @Override
    public Serializer<V> serializer() {
        return (topic, value) -> value == null ? null : encode(value);
    }

    @Override
    public Deserializer<V> deserializer() {
        return (topic, bytes) -> bytes == null ? null : decode(bytes, null);
    }
}
