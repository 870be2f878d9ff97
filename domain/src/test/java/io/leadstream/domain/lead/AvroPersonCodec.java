// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import io.leadstream.schemas.state.scoring.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Persons as plain Avro. */
public final class AvroPersonCodec implements PersonCodec {

    private static final SpecificData MODEL = SpecificData.getForClass(Person.class);

    @Override
    public byte[] encode(Person person) {
        try {
            var bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<Person>(Person.getClassSchema(), MODEL).write(person, encoder);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Person decode(byte[] bytes) {
        try {
            return new SpecificDatumReader<Person>(Person.getClassSchema(), Person.getClassSchema(), MODEL)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
