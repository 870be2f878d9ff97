// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.scoring.RecordedActivities.Recorded;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which recorded activities were looked at while counting back: an event id counts once within the window, as it does when
 * events come. Kept only as long as there is something to count back.
 */
final class BackfillSeen {

    private final KeyValueStore<Bytes, byte[]> store;
    private final Duration window;

    private @Nullable SeenEvents events;
    private boolean leftovers = true;

    BackfillSeen(KeyValueStore<Bytes, byte[]> store, Duration window) {
        this.store = store;
        this.window = window;
    }

    /** Whether the event was not looked at before; it is remembered. */
    boolean isFirst(int begun, Recorded activity) {
        SeenEvents known = events;
        if (known == null) {
            known = new SeenEvents(store, window);
            events = known;
            leftovers = true;
        }
        // What another backfill remembered, and nobody has cleared away yet, says nothing about this one.
        byte[] id = known.id(begun + "/" + activity.leadId(), activity.eventId());
        if (known.contains(id, activity.receivedAt())) {
            return false;
        }
        known.remember(id, activity.receivedAt());
        return true;
    }

    /** Removes some of what is remembered, once nothing is counted back any more. */
    void clear(int most) {
        events = null;
        if (leftovers) {
            int removed = 0;
            try (KeyValueIterator<Bytes, byte[]> rows = store.all()) {
                while (rows.hasNext() && removed < most) {
                    store.delete(rows.next().key);
                    removed++;
                }
                leftovers = rows.hasNext();
            }
        }
    }
}
