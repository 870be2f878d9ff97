// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Avro by its plain API, sharing no code with the serdes under test. */
record Recoding(Schema writer, Class<? extends SpecificRecord> type) {

    SpecificRecord toSpecific(GenericRecord record) {
        return toSpecific(genericBytes(record));
    }

    SpecificRecord toSpecific(byte[] bytes) {
        SpecificData model = SpecificData.getForClass(type);
        try {
            return new SpecificDatumReader<SpecificRecord>(writer, model.getSchema(type), model)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] genericBytes(GenericRecord record) {
        return bytes(new GenericDatumWriter<>(writer), record);
    }

    static byte[] bytes(SpecificRecord record) {
        SpecificData model = SpecificData.getForClass(record.getClass());
        return bytes(new SpecificDatumWriter<>(record.getSchema(), model), record);
    }

    private static <T> byte[] bytes(DatumWriter<T> datumWriter, T record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            datumWriter.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    GenericRecord toGeneric(byte[] bytes) {
        return toGeneric(bytes, writer);
    }

    /** Reads into another schema than the one that wrote. */
    GenericRecord toGeneric(byte[] bytes, Schema reader) {
        try {
            return new GenericDatumReader<GenericRecord>(writer, reader, new GenericData())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
