// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.capture.Activity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Activities that wait for their visitors to identify: one row each, a visitor's rows together, oldest first. */
final class VisitorRows {

    /** Ends the anonymous id; no id contains it. */
    private static final byte END = 0;

    private final KeyValueStore<Bytes, Activity> store;

    /** Where tidying up goes on; on the heap only, as it may start again at any time. */
    private @Nullable Bytes tidyFrom;

    VisitorRows(KeyValueStore<Bytes, Activity> store) {
        this.store = store;
    }

    void add(String anonymousId, Activity activity) {
        byte[] visitor = anonymousId.getBytes(StandardCharsets.UTF_8);
        byte[] event = activity.getEventId().getBytes(StandardCharsets.UTF_8);
        byte[] key = ByteBuffer.allocate(visitor.length + 1 + Long.BYTES + event.length)
                .put(visitor)
                .put(END)
                // Flipped, so that times before 1970 sort first.
                .putLong(activity.getOccurredAt().toEpochMilli() ^ Long.MIN_VALUE)
                .put(event)
                .array();
        store.put(Bytes.wrap(key), activity);
    }

    /** Takes out the visitor's oldest row. */
    void removeOldest(String anonymousId) {
        try (KeyValueIterator<Bytes, Activity> rows = rowsOf(anonymousId)) {
            if (rows.hasNext()) {
                store.delete(rows.next().key);
            }
        }
    }

    /** Takes out every row of the visitor and hands it on, oldest first. */
    void drain(String anonymousId, Consumer<Activity> each) {
        try (KeyValueIterator<Bytes, Activity> rows = rowsOf(anonymousId)) {
            while (rows.hasNext()) {
                KeyValue<Bytes, Activity> row = rows.next();
                store.delete(row.key);
                each.accept(row.value);
            }
        }
    }

    /**
     * Looks at some rows, at least at one, and takes out those that have expired; the next call goes on behind them.
     *
     * @param end the {@link System#nanoTime()} at which to stop
     * @return whether any row is left to look at
     */
    boolean tidy(int most, long end, Predicate<Activity> expired, Consumer<String> removed) {
        int visited = 0;
        Bytes last = null;
        try (KeyValueIterator<Bytes, Activity> rows = store.range(tidyFrom, null)) {
            while (rows.hasNext() && visited < most && (visited == 0 || System.nanoTime() - end < 0)) {
                KeyValue<Bytes, Activity> row = rows.next();
                last = row.key;
                visited++;
                if (expired.test(row.value)) {
                    store.delete(row.key);
                    removed.accept(visitorOf(row.key));
                }
            }
            tidyFrom = rows.hasNext() && last != null ? behind(last) : null;
        }
        return tidyFrom != null;
    }

    private static Bytes behind(Bytes key) {
        return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
    }

    private KeyValueIterator<Bytes, Activity> rowsOf(String anonymousId) {
        byte[] visitor = anonymousId.getBytes(StandardCharsets.UTF_8);
        byte[] from =
                ByteBuffer.allocate(visitor.length + 1).put(visitor).put(END).array();
        byte[] to = ByteBuffer.allocate(visitor.length + 1)
                .put(visitor)
                .put((byte) (END + 1))
                .array();
        return store.range(Bytes.wrap(from), Bytes.wrap(to));
    }

    private static String visitorOf(Bytes key) {
        byte[] bytes = key.get();
        int length = 0;
        while (bytes[length] != END) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
