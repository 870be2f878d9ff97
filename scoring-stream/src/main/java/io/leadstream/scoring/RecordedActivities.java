// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded in the topics that leads are scored from, read again beside the stream. The work is done elsewhere and
 * never stops a task: results are fetched when they are there, and while they can't be had nothing comes.
 */
interface RecordedActivities {

    /** Nothing is recorded that could be read. */
    RecordedActivities NONE = new NothingRecorded();

    /**
     * Finds out how far the application had consumed topics at one of its commits.
     *
     * @param after a record that must have been part of that commit or an earlier one; null for any commit
     * @return one result: for each topic the next offset to be consumed, 0 when there was never one
     */
    Search<Map<String, Long>> consumed(int partition, Set<String> topics, @Nullable Place after);

    /**
     * Reads what leads did.
     *
     * @param spans of which topics, none of them empty
     * @param types of activity that are wanted
     * @return batches, each topic's in its order, until every span has been read to its end
     */
    Search<Batch> read(int partition, List<Span> spans, Set<String> types);

    /** A record's place. */
    record Place(String topic, long offset) {}

    /** Offsets of a topic's partition, {@code until} not among them. */
    record Span(String topic, long from, long until) {}

    /**
     * Some of what was read.
     *
     * @param next offset behind it
     * @param lost offsets before it that are not there any more
     */
    record Batch(String topic, List<Recorded> activities, long next, long lost) {}

    /**
     * Something that a lead did.
     *
     * @param visitor the anonymous id, when it was handed over as a visitor's; else null
     */
    record Recorded(
            long offset,
            String leadId,
            String eventId,
            String type,
            long occurredAt,
            long receivedAt,
            Map<String, String> properties,
            @Nullable String visitor) {}

    /** Results that come one by one; for one thread. */
    interface Search<T> extends AutoCloseable {

        /** The next result; null while there is none. */
        @Nullable
        T next();

        /** Ends the search and waits for nothing. */
        @Override
        void close();
    }
}
