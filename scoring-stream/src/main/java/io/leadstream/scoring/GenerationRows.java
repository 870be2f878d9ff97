// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are kept by generation of arrivals and go with it. A generation is as long as the dedupe window, so an arrival
 * is at most a window apart from those of its own generation and of the two beside it.
 */
final class GenerationRows {

    private static final int GENERATION_BYTES = 2;
    private static final byte[] FIRST = new byte[0];

    private final KeyValueStore<Bytes, byte[]> store;
    private final long lengthMillis;

    /** Of the rows. */
    private int oldest;
    /** Of all arrivals. */
    private int newest;

    private @Nullable Bytes expireFrom;

    GenerationRows(KeyValueStore<Bytes, byte[]> store, Duration length) {
        this.store = store;
        this.lengthMillis = length.toMillis();
        try (KeyValueIterator<Bytes, byte[]> ascending = store.all();
                KeyValueIterator<Bytes, byte[]> descending = store.reverseAll()) {
            oldest = ascending.hasNext() ? generationOf(ascending.peekNextKey()) : Integer.MAX_VALUE;
            newest = descending.hasNext() ? generationOf(descending.peekNextKey()) : Integer.MIN_VALUE;
        }
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    int generation(long receivedAt) {
        return (int) Math.floorDiv(receivedAt, lengthMillis);
    }

    /** When a generation begins, in UTC milliseconds. */
    long start(int generation) {
        return generation * lengthMillis;
    }

    /** Notes how far time has come. */
    void arrived(int generation) {
        newest = Math.max(newest, generation);
    }

    byte @Nullable [] get(int generation, byte[] key) {
        return generation < oldest || generation > newest ? null : store.get(row(generation, key));
    }

    void put(int generation, byte[] key, byte[] value) {
        store.put(row(generation, key), value);
        oldest = Math.min(oldest, generation);
        newest = Math.max(newest, generation);
    }

    /**
     * The first generation that an arrival can still be near to.
     *
     * @param now the wall clock, so that one arrival from the far future doesn't make all others old
     */
    int firstKept(long now) {
        return newest == Integer.MIN_VALUE ? newest : Math.min(newest, generation(now)) - 1;
    }

    /** Removes some of the rows before the first generation that is kept; says how many. */
    int expire(long now, int most) {
        int firstKept = firstKept(now);
        if (oldest >= firstKept) {
            return 0;
        }
        int removed = 0;
        // Goes on behind what was removed last, past the tombstones.
        Bytes from = expireFrom == null ? row(oldest, FIRST) : expireFrom;
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, row(firstKept, FIRST))) {
            while (rows.hasNext() && removed < most) {
                expireFrom = rows.next().key;
                store.delete(expireFrom);
                removed++;
            }
            if (!rows.hasNext()) {
                oldest = firstKept;
                expireFrom = null;
            }
        }
        return removed;
    }

    private static Bytes row(int generation, byte[] key) {
        byte[] row = new byte[GENERATION_BYTES + key.length];
        row[0] = (byte) (generation >> 8);
        row[1] = (byte) generation;
        System.arraycopy(key, 0, row, GENERATION_BYTES, key.length);
        return Bytes.wrap(row);
    }

    private static int generationOf(Bytes row) {
        return ((row.get()[0] & 0xFF) << 8) | (row.get()[1] & 0xFF);
    }
}
