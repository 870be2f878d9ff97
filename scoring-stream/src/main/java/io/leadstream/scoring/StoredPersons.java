// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.lead.PersonCodec;
import io.leadstream.schemas.serde.StateSerde;
import io.leadstream.schemas.state.scoring.Person;

/** Persons in the encoding of state records. */
record StoredPersons(StateSerde<Person> serde) implements PersonCodec {

    @Override
    public byte[] encode(Person person) {
        return serde.encode(person);
    }

    @Override
    public Person decode(byte[] bytes) {
        return serde.decode(bytes, null);
    }
}
