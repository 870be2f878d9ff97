// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events a visitor has had, for a window of time around the arrival of each: a row an event, apart from
 * the visitor's record, which doesn't live as long. An event is its visitor and id under SHA-256 cut to 128 bits, and its
 * arrival is kept with it.
 *
 * <p>An event is looked up in the generation of its arrival and, where they exist, in the two beside it. Seldom is there
 * more than one row to look for, and a row that is not there costs little, by RocksDB's Bloom filters.
 */
final class SeenEvents {

    private static final int ID_BYTES = 16;

    private final GenerationRows rows;
    private final long windowMillis;
    private final MessageDigest digest = sha256();

    SeenEvents(KeyValueStore<Bytes, byte[]> store, Duration window) {
        this.rows = new GenerationRows(store, window);
        this.windowMillis = window.toMillis();
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
        int generation = rows.generation(receivedAt);
        return arrivedNear(id, generation, receivedAt)
                || arrivedNear(id, generation - 1, receivedAt)
                || arrivedNear(id, generation + 1, receivedAt);
    }

    /** Remembers an event that is not contained. */
    void remember(byte[] id, long receivedAt) {
        byte[] arrival = ByteBuffer.allocate(Long.BYTES).putLong(receivedAt).array();
        rows.put(rows.generation(receivedAt), id, arrival);
    }

    /** Removes some of the rows that no arrival can be near to any more. */
    void expire(long now, int most) {
        rows.expire(now, most);
    }

    private boolean arrivedNear(byte[] id, int generation, long receivedAt) {
        byte @Nullable [] arrival = rows.get(generation, id);
        return arrival != null && Math.abs(receivedAt - ByteBuffer.wrap(arrival).getLong()) <= windowMillis;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
