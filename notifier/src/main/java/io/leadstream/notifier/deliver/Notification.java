// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.leadstream.schemas.topic.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * Something to tell.
 *
 * @param id the assignment's or alert's own, the same however often it is told
 * @param kind a word of {@link Kinds}
 * @param at when it was decided or noticed
 * @param fact the record itself
 */
public record Notification(String id, String kind, String leadId, Topic<?> topic, Instant at, SpecificRecord fact) {

    /** Without the fact, which names people. */
    @Override
    public String toString() {
        return kind + " " + id + " of lead " + leadId;
    }
}
