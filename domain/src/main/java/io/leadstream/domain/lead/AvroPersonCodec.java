// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import io.leadstream.schemas.state.scoring.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/** Persons as plain Avro, for states that end with the run. For one thread. */
public final class AvroPersonCodec implements PersonCodec {

    private static final SpecificData MODEL = SpecificData.getForClass(Person.class);

    private final SpecificDatumWriter<Person> writer = new SpecificDatumWriter<>(Person.getClassSchema(), MODEL);
    private final SpecificDatumReader<Person> reader =
            new SpecificDatumReader<>(Person.getClassSchema(), Person.getClassSchema(), MODEL);
    private @Nullable BinaryEncoder encoder;
    private @Nullable BinaryDecoder decoder;

    @Override
    public byte[] encode(Person person) {
        try {
            var bytes = new ByteArrayOutputStream(256);
            encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
            writer.write(person, encoder);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Person decode(byte[] bytes) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(bytes, decoder);
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
