// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Which lead has to be looked at on which day: one row each, ordered by day. Reading starts at the first day that may have
 * rows, which is stored beside them, and goes on behind the row that was taken last: a scan from the beginning would walk
 * over everything that ever fired.
 */
final class DueTimers {

    /** A timer that was set. */
    record Due(int day, String leadId) {}

    private static final byte[] PRESENT = {};

    /** Before every row, since it is shorter. */
    private static final Bytes BOUND = Bytes.wrap(new byte[1]);

    private final KeyValueStore<Bytes, byte[]> store;

    /** No row is of a day before this one. */
    private int firstDay;

    /** Where reading goes on within its day; on the heap only, since starting again costs time and nothing else. */
    private @Nullable Bytes from;

    DueTimers(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        byte @Nullable [] bound = store.get(BOUND);
        firstDay = bound == null ? Integer.MIN_VALUE : ByteBuffer.wrap(bound).getInt();
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                // Rows come and go: without quick compaction a restore would read mostly what is gone.
                .withLoggingEnabled(Map.of("segment.ms", "600000", "min.cleanable.dirty.ratio", "0.1"));
    }

    void set(int day, String leadId) {
        Bytes key = key(day, leadId);
        store.put(key, PRESENT);
        if (day < firstDay) {
            startAt(day);
        } else if (from != null && key.compareTo(from) < 0) {
            from = key;
        }
    }

    /**
     * Takes timers out that are due.
     *
     * @param today the last day that has come
     */
    List<Due> take(int today, int most) {
        if (firstDay > today) {
            return List.of();
        }
        List<Due> due = new ArrayList<>();
        Bytes start = from == null ? key(firstDay, "") : from;
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(start, key(today + 1, ""))) {
            while (rows.hasNext() && due.size() < most) {
                Bytes key = rows.next().key;
                store.delete(key);
                due.add(new Due(dayOf(key), leadOf(key)));
                from = key;
            }
            if (!rows.hasNext()) {
                startAt(today + 1);
            }
        }
        return due;
    }

    private void startAt(int day) {
        firstDay = day;
        from = null;
        store.put(BOUND, ByteBuffer.allocate(Integer.BYTES).putInt(day).array());
    }

    private static Bytes key(int day, String leadId) {
        byte[] lead = leadId.getBytes(StandardCharsets.UTF_8);
        // Flipped, so that days before 1970 sort first.
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + lead.length)
                .putInt(day ^ Integer.MIN_VALUE)
                .put(lead)
                .array());
    }

    private static int dayOf(Bytes key) {
        return ByteBuffer.wrap(key.get()).getInt() ^ Integer.MIN_VALUE;
    }

    private static String leadOf(Bytes key) {
        return new String(key.get(), Integer.BYTES, key.get().length - Integer.BYTES, StandardCharsets.UTF_8);
    }
}
