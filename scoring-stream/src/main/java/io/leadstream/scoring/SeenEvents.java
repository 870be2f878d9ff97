// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events an owner has had, for a window of time around the arrival of each. Exact: an event is its owner
 * and id under SHA-256 cut to 128 bits, and its arrival is kept with it.
 *
 * <p>Rows are ordered by generation, which is as long as the window. An event is looked up in the generation of its
 * arrival and, where they exist, in the two beside it; generations before these are removed a slice at a time. Seldom is
 * there more than one row to look for, and a row that is not there costs little, by RocksDB's Bloom filters.
 */
final class SeenEvents {

    private static final int GENERATION_BYTES = 2;
    private static final int ID_BYTES = 16;

    private final KeyValueStore<Bytes, byte[]> store;
    private final long windowMillis;
    private final MessageDigest digest = sha256();

    private int oldest;
    private int newest;
    private @Nullable Bytes expireFrom;

    SeenEvents(KeyValueStore<Bytes, byte[]> store, Duration window) {
        this.store = store;
        this.windowMillis = window.toMillis();
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

    /** The form in which an event of an owner is remembered. */
    byte[] id(String owner, String eventId) {
        // No id contains U+0000, so two pairs never run together.
        digest.update(owner.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return Arrays.copyOf(digest.digest(eventId.getBytes(StandardCharsets.UTF_8)), ID_BYTES);
    }

    /** Whether the event arrived before, at most a window apart from this arrival. */
    boolean contains(byte[] id, long receivedAt) {
        int generation = generation(receivedAt);
        return arrivedNear(id, generation, receivedAt)
                || arrivedNear(id, generation - 1, receivedAt)
                || arrivedNear(id, generation + 1, receivedAt);
    }

    /** Remembers an event that is not contained. */
    void remember(byte[] id, long receivedAt) {
        int generation = generation(receivedAt);
        byte[] arrival = ByteBuffer.allocate(Long.BYTES).putLong(receivedAt).array();
        store.put(key(generation, id), arrival);
        oldest = Math.min(oldest, generation);
        newest = Math.max(newest, generation);
    }

    /**
     * Removes some of the rows that no arrival can be near to any more.
     *
     * @param now the wall clock, so that one arrival from the far future doesn't make all others old
     * @return how many were removed
     */
    int expire(long now, int most) {
        int firstKept = Math.min(newest, generation(now)) - 1;
        if (oldest >= firstKept) {
            return 0;
        }
        int removed = 0;
        // Goes on behind what was removed last, past the tombstones.
        Bytes from = expireFrom == null ? key(oldest, new byte[0]) : expireFrom;
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, key(firstKept, new byte[0]))) {
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

    private boolean arrivedNear(byte[] id, int generation, long receivedAt) {
        if (generation < oldest || generation > newest) {
            return false;
        }
        byte @Nullable [] arrival = store.get(key(generation, id));
        return arrival != null && Math.abs(receivedAt - ByteBuffer.wrap(arrival).getLong()) <= windowMillis;
    }

    private int generation(long receivedAt) {
        return (int) Math.floorDiv(receivedAt, windowMillis);
    }

    private static Bytes key(int generation, byte[] id) {
        byte[] key = new byte[GENERATION_BYTES + id.length];
        key[0] = (byte) (generation >> 8);
        key[1] = (byte) generation;
        System.arraycopy(id, 0, key, GENERATION_BYTES, id.length);
        return Bytes.wrap(key);
    }

    private static int generationOf(Bytes key) {
        return ((key.get()[0] & 0xFF) << 8) | (key.get()[1] & 0xFF);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
