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
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events an owner has had, for a window of time after the arrival of each. Exact: an id is its owner and
 * event under SHA-256 cut to 128 bits, and the arrival is kept with it. Ids are stored in generations as long as the
 * window, which are dropped as a whole; an event is looked up in its own generation and the two beside it, of which the
 * later one seldom exists. Two generations before the newest arrival are kept, so records may come out of order by up to
 * one window.
 */
final class SeenEvents {

    private static final int ID_BYTES = 16;

    private final WindowStore<Bytes, byte[]> store;
    private final long windowMillis;
    private final MessageDigest digest = sha256();

    SeenEvents(WindowStore<Bytes, byte[]> store, Duration window) {
        this.store = store;
        this.windowMillis = window.toMillis();
    }

    /** A store whose segments are the generations. */
    static StoreBuilder<WindowStore<Bytes, byte[]>> store(String name, Duration window) {
        // A segment is half of the retention.
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(name, window.multipliedBy(2), window, false),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** The form in which an event of an owner is remembered. */
    Bytes id(String owner, String eventId) {
        // No id contains U+0000, so two pairs never run together.
        digest.update(owner.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return Bytes.wrap(Arrays.copyOf(digest.digest(eventId.getBytes(StandardCharsets.UTF_8)), ID_BYTES));
    }

    /** Whether the event arrived before, at most a window apart from this arrival. */
    boolean contains(Bytes id, long receivedAt) {
        long generation = Math.floorDiv(receivedAt, windowMillis);
        return arrivedNear(id, generation, receivedAt)
                || arrivedNear(id, generation - 1, receivedAt)
                || arrivedNear(id, generation + 1, receivedAt);
    }

    void remember(Bytes id, long receivedAt) {
        byte[] arrival = ByteBuffer.allocate(Long.BYTES).putLong(receivedAt).array();
        store.put(id, arrival, Math.floorDiv(receivedAt, windowMillis) * windowMillis);
    }

    private boolean arrivedNear(Bytes id, long generation, long receivedAt) {
        byte @Nullable [] arrival = store.fetch(id, generation * windowMillis);
        return arrival != null && Math.abs(receivedAt - ByteBuffer.wrap(arrival).getLong()) <= windowMillis;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
