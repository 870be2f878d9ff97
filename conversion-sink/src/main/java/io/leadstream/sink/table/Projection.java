// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

/** What a record of a topic changes in the database. */
@FunctionalInterface
public interface Projection<V> {

    /**
     * Adds what the value changes.
     *
     * @throws InvalidRecordException when the value breaks the published language; changes may then hold a part of it
     */
    void apply(V value, Position position, Changes changes) throws InvalidRecordException;
}
