// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import org.apache.avro.Schema;

/** Where writer schemas live under numeric ids. Implementations are thread-safe and cache what they have seen. */
public interface SchemaRegistry extends AutoCloseable {

    /**
     * Makes a schema known under a subject; a schema that is known already keeps its id.
     *
     * @throws RegistryException when the registry refuses the schema or can't be reached
     */
    int register(String subject, Schema schema);

    /**
     * The id of a schema that must be known under the subject.
     *
     * @throws RegistryException when it isn't known or the registry can't be reached
     */
    int idOf(String subject, Schema schema);

    /**
     * The writer schema of an id.
     *
     * @throws RegistryException when there is no such id or the registry can't be reached
     */
    Schema byId(int id);

    @Override
    void close();
}
