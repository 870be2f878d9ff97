// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import io.leadstream.schemas.state.scoring.Person;

/** Turns a person into the bytes that a lead's state carries, and back. */
public interface PersonCodec {

    /** The bytes of a person; equal persons give equal bytes. */
    byte[] encode(Person person);

    /** The person of bytes that {@link #encode} made. */
    Person decode(byte[] bytes);
}
