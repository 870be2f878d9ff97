// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * One thread's buffers for encoding and decoding. Kafka Streams shares a serde among its threads, so buffers belong to
 * threads and not to serdes.
 */
final class Scratch extends BinaryEncoder {

    private static final int FIRST_SIZE = 2_048;
    private static final int LONGEST_NUMBER = 10;
    private static final int LARGEST_KEPT = 1 << 20;
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private @Nullable BinaryDecoder decoder;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int size;

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    /**
     * Encodes a value behind a header that the caller fills in.
     *
     * @throws SerializationException when the value breaks its schema or the result is larger than the limit
     */
    <T> byte[] encode(DatumWriter<T> writer, T value, int headerBytes, int maxBytes) {
        size = headerBytes;
        try {
            writer.write(value, this);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("cannot be encoded: " + e.getMessage(), e);
        }
        byte[] bytes = Arrays.copyOf(buffer, size);
        if (buffer.length > LARGEST_KEPT) {
            buffer = new byte[FIRST_SIZE];
        }
        if (bytes.length > maxBytes) {
            throw new SerializationException(
                    "has " + bytes.length + " bytes; " + SerdeConfig.MAX_RECORD_BYTES + " allows " + maxBytes);
        }
        return bytes;
    }

    /**
     * Decodes what follows the header, to the last byte.
     *
     * @throws SerializationException when bytes are missing, left over or no value of the schema
     */
    <T> T decode(DatumReader<T> reader, @Nullable T reuse, byte[] bytes, int headerBytes) {
        BinaryDecoder source =
                DecoderFactory.get().binaryDecoder(bytes, headerBytes, bytes.length - headerBytes, decoder);
        decoder = source;
        try {
            T value = reader.read(reuse, source);
            if (!source.isEnd()) {
                throw new SerializationException("bytes are left over after the record");
            }
            return value;
        } catch (SerializationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("is not what its schema says: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            // Conditions nest; a forged record can nest deeper than the stack, and is only a bad record.
            throw new SerializationException("nests too deeply", e);
        }
    }

    @Override
    public void writeBoolean(boolean value) {
        room(1);
        size += BinaryData.encodeBoolean(value, buffer, size);
    }

    @Override
    public void writeInt(int value) {
        room(LONGEST_NUMBER);
        size += BinaryData.encodeInt(value, buffer, size);
    }

    @Override
    public void writeLong(long value) {
        room(LONGEST_NUMBER);
        size += BinaryData.encodeLong(value, buffer, size);
    }

    @Override
    public void writeFloat(float value) {
        room(LONGEST_NUMBER);
        size += BinaryData.encodeFloat(value, buffer, size);
    }

    @Override
    public void writeDouble(double value) {
        room(LONGEST_NUMBER);
        size += BinaryData.encodeDouble(value, buffer, size);
    }

    @Override
    public void writeString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeInt(bytes.length);
        writeFixed(bytes, 0, bytes.length);
    }

    @Override
    public void writeFixed(byte[] source, int from, int count) {
        room(count);
        System.arraycopy(source, from, buffer, size, count);
        size += count;
    }

    @Override
    protected void writeZero() {
        room(1);
        buffer[size++] = 0;
    }

    @Override
    public int bytesBuffered() {
        return size;
    }

    @Override
    public void flush() {
        // what is written stays here until it is copied
    }

    private void room(int count) {
        if (count > buffer.length - size) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, count), buffer.length * 2));
        }
    }
}
