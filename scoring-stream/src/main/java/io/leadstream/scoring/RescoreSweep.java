// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.RescoreCursor;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Brings every lead of a task to the rules in force, a slice at a time, while events flow. The cursor is stored, so a
 * restart goes on where the last commit was; a newer version starts again from the first lead.
 */
final class RescoreSweep {

    private static final String KEY = "cursor";

    private final KeyValueStore<String, LeadState> leads;
    private final KeyValueStore<String, RescoreCursor> store;
    private final RescoreProgress progress;
    private final int sliceKeys;

    private @Nullable RescoreCursor cursor;

    RescoreSweep(
            KeyValueStore<String, LeadState> leads,
            KeyValueStore<String, RescoreCursor> store,
            RescoreProgress progress,
            int sliceKeys) {
        this.leads = leads;
        this.store = store;
        this.progress = progress;
        this.sliceKeys = sliceKeys;
        this.cursor = store.get(KEY);
    }

    /** Starts from the first lead. */
    void start(int version, long now) {
        RescoreCursor first = new RescoreCursor(version, "", 0L, now, leads.approximateNumEntries());
        keep(first);
        progress.started(first, now);
    }

    /**
     * Works on one slice, if any is left: at least one lead, so that it comes to an end on the slowest machine.
     *
     * @param now the wall clock, for telling
     * @param end the {@link System#nanoTime()} at which to stop
     * @param visitor looks at each lead
     * @return how many leads were looked at
     */
    int slice(long now, long end, BiConsumer<String, LeadState> visitor) {
        RescoreCursor from = cursor;
        if (from == null) {
            return 0;
        }
        int visited = 0;
        String last = null;
        try (KeyValueIterator<String, LeadState> rest = leads.range(from.getNextKey(), null)) {
            while (rest.hasNext() && visited < sliceKeys && (visited == 0 || System.nanoTime() - end < 0)) {
                KeyValue<String, LeadState> lead = rest.next();
                last = lead.key;
                visited++;
                visitor.accept(lead.key, lead.value);
            }
            // The first key behind the last one visited: no id contains U+0000.
            String next = rest.hasNext() && last != null ? last + '\0' : null;
            moveOn(from, next, from.getVisited() + visited, now);
        }
        return visited;
    }

    private void moveOn(RescoreCursor from, @Nullable String nextKey, long visited, long now) {
        RescoreCursor reached = RescoreCursor.newBuilder(from)
                .setVisited(visited)
                .setNextKey(nextKey == null ? "" : nextKey)
                .build();
        if (nextKey == null) {
            keep(null);
            progress.done(reached, now);
        } else {
            keep(reached);
            progress.moved(reached, now);
        }
    }

    private void keep(@Nullable RescoreCursor next) {
        cursor = next;
        store.put(KEY, next);
    }
}
