// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.state.scoring.VisitorState;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Forgets who visitors are that nothing has been heard of for long, a slice at a time. */
final class IdleVisitors {

    private final KeyValueStore<String, VisitorState> store;

    /** Where it goes on; on the heap only, as it may start again at any time. */
    private @Nullable String from;

    IdleVisitors(KeyValueStore<String, VisitorState> store) {
        this.store = store;
    }

    /**
     * Looks at some visitors, at least at one.
     *
     * @param end the {@link System#nanoTime()} at which to stop
     * @param oldest who was heard of before, in UTC milliseconds, and has nothing waiting, is forgotten
     * @return whether any visitor is left to look at
     */
    boolean forget(int most, long end, long oldest) {
        int visited = 0;
        String last = null;
        try (KeyValueIterator<String, VisitorState> rest = store.range(from, null)) {
            while (rest.hasNext() && visited < most && (visited == 0 || System.nanoTime() - end < 0)) {
                KeyValue<String, VisitorState> visitor = rest.next();
                last = visitor.key;
                visited++;
                if (visitor.value.getPending() == 0 && visitor.value.getLastReceivedAt() < oldest) {
                    store.delete(visitor.key);
                }
            }
            // No id contains U+0000.
            from = rest.hasNext() && last != null ? last + '\0' : null;
        }
        return from != null;
    }
}
