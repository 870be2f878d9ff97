// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import io.leadstream.sink.table.Changes;
import io.leadstream.sink.table.InvalidRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that could be decoded, with what it changes.
 *
 * @param source the record as it came, kept to be set aside should the database refuse what it changes
 */
record Fact(ConsumerRecord<byte[], byte[]> source, Effect effect) {

    /** Adds what the record changes; can be called again, for another attempt. */
    @FunctionalInterface
    interface Effect {
        void addTo(Changes changes) throws InvalidRecordException;
    }
}
