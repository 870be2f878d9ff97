// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is due when, in one task: an index by due time, looked through from where the last look ended. From the
 * beginning it would walk over everything that ever fired, as deletions are kept until the store compacts.
 */
final class DueTimers {

    private static final String FROM = "from";
    private static final int DIGITS = 16;
    private static final byte[] PRESENT = {};

    private final KeyValueStore<String, byte[]> index;
    private final KeyValueStore<String, Long> cursor;

    /** Nothing is due before this; what is stored may lag behind it, which costs a longer look after a restart. */
    private long from;

    /** No look is needed before this: the earliest entry, as far as the last look and entries since then tell. */
    private long earliest;

    DueTimers(KeyValueStore<String, byte[]> index, KeyValueStore<String, Long> cursor) {
        this.index = index;
        this.cursor = cursor;
        Long stored = cursor.get(FROM);
        this.from = stored == null ? 0 : stored;
        this.earliest = from;
    }

    /** One entry of the index. */
    record Due(Instant at, String leadId) {}

    /** Moves a lead from one instant to another; absent means that it is not in the index. */
    void rearm(String leadId, @Nullable Instant before, @Nullable Instant after) {
        if (before != null) {
            index.delete(key(before.toEpochMilli(), leadId));
        }
        if (after != null) {
            long at = after.toEpochMilli();
            index.put(key(at, leadId), PRESENT);
            earliest = Math.min(earliest, at);
            if (at < from) {
                moveTo(at);
            }
        }
    }

    /** What is due by now, the earliest first, and not more than so many. */
    List<Due> due(long now, int most) {
        List<Due> found = new ArrayList<>();
        if (earliest > now) {
            return found;
        }
        long next = now + 1;
        try (KeyValueIterator<String, byte[]> rest = index.range(padded(from), null)) {
            while (rest.hasNext()) {
                KeyValue<String, byte[]> entry = rest.next();
                long at = Long.parseLong(entry.key, 0, DIGITS, 10);
                if (at > now || found.size() == most) {
                    next = at;
                    break;
                }
                found.add(new Due(Instant.ofEpochMilli(at), entry.key.substring(DIGITS)));
            }
        }
        earliest = next;
        if (!found.isEmpty()) {
            // Only what was before these has fired for certain.
            moveTo(found.get(0).at().toEpochMilli());
        }
        return found;
    }

    private void moveTo(long at) {
        from = at;
        cursor.put(FROM, at);
    }

    private static String key(long at, String leadId) {
        return padded(at) + leadId;
    }

    private static String padded(long at) {
        String digits = Long.toString(Math.max(0, at));
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
