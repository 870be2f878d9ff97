// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.state.scoring.SeenGeneration;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events a lead has had, for a window of time around the arrival of each. The newest ids are in the lead's
 * record, which is read and written anyway, so that most leads need nothing else. When they get too many, those that
 * belong on one page leave for it together; from then on each event of the lead reads one page of each generation near
 * it.
 *
 * <p>An id is the first 64 bits of its SHA-256: two ids of a lead with a million events are taken for one with a
 * probability of 1 to 10<sup>13</sup>. Arrivals are exact to the millisecond for windows up to 49 days, else to 8 ms.
 */
final class LeadSeen {

    /** Ids in the record at most. */
    static final int RECENT = 32;

    private static final long NUMBERS = 1L << Integer.SIZE;

    private final GenerationRows rows;
    private final long windowMillis;
    private final long unitMillis;
    private final MessageDigest digest = SeenEvents.sha256();
    private final List<Page> planned = new ArrayList<>(3);

    private int firstKept = Integer.MIN_VALUE;

    /** A page to be written. */
    private record Page(int generation, String leadId, int number, PackedIds ids) {}

    LeadSeen(KeyValueStore<Bytes, byte[]> store, Duration window) {
        this.rows = new GenerationRows(store, window);
        this.windowMillis = window.toMillis();
        this.unitMillis = 1 + windowMillis / NUMBERS;
    }

    /** The form in which an event is remembered. */
    long hash(String eventId) {
        return ByteBuffer.wrap(digest.digest(eventId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /**
     * Whether the event arrived before, at most a window apart from this arrival.
     *
     * @param seen what the lead's record has of it
     */
    boolean contains(String leadId, List<SeenGeneration> seen, long hash, long receivedAt) {
        for (int i = 0; i < seen.size(); i++) {
            SeenGeneration generation = seen.get(i);
            if (arrivedNear(generation, new PackedIds(generation.getRecent()), hash, receivedAt)) {
                return true;
            }
        }
        int own = rows.generation(receivedAt);
        for (int i = 0; i < seen.size(); i++) {
            SeenGeneration generation = seen.get(i);
            boolean near = Math.abs(generation.getGeneration() - own) <= 1;
            if (near && generation.getSpilled() > 0) {
                int page = SeenPages.page(hash, SeenPages.count(generation.getSpilled()));
                if (arrivedNear(generation, read(leadId, generation, page), hash, receivedAt)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean arrivedNear(SeenGeneration generation, PackedIds ids, long hash, long receivedAt) {
        int found = ids.find(hash);
        return found >= 0
                && Math.abs(receivedAt
                                - rows.start(generation.getGeneration())
                                - Integer.toUnsignedLong(ids.number(found)) * unitMillis)
                        <= windowMillis;
    }

    /**
     * Notes an event that is not contained in the lead's record, and plans what has to leave it. The record is to be
     * written before {@link #writePages}: when that fails, nothing has happened.
     */
    void remember(String leadId, List<SeenGeneration> seen, long hash, long receivedAt) {
        planned.clear();
        int number = rows.generation(receivedAt);
        rows.arrived(number);
        if (recent(seen) >= RECENT) {
            forget(seen);
            if (recent(seen) >= RECENT) {
                spill(leadId, seen);
            }
        }
        SeenGeneration generation = generation(seen, number);
        int arrival = (int) ((receivedAt - rows.start(number)) / unitMillis);
        generation.setRecent(
                new PackedIds(generation.getRecent()).with(hash, arrival).bytes());
    }

    /** Writes the pages that the last event filled, if any. */
    void writePages() {
        for (Page page : planned) {
            rows.put(page.generation, SeenPages.key(page.leadId, page.number), page.ids.array());
        }
        planned.clear();
    }

    /** Forgets some of the ids that no arrival can be near to any more; those in records go when their place is needed. */
    void expire(long now, int most) {
        firstKept = rows.firstKept(now);
        rows.expire(now, most);
    }

    private void forget(List<SeenGeneration> seen) {
        while (!seen.isEmpty() && seen.get(0).getGeneration() < firstKept) {
            seen.remove(0);
        }
    }

    /** Moves the most ids that belong together from the record to their page. */
    private void spill(String leadId, List<SeenGeneration> seen) {
        SeenGeneration fullest = seen.get(0);
        int page = 0;
        int most = 0;
        for (SeenGeneration generation : seen) {
            var recent = new PackedIds(generation.getRecent());
            int pages = SeenPages.count(generation.getSpilled());
            for (int i = 0; i < recent.size() && most < recent.size() - i; i++) {
                int candidate = SeenPages.page(recent.hash(i), pages);
                int together = 0;
                for (int j = i; j < recent.size(); j++) {
                    together += SeenPages.page(recent.hash(j), pages) == candidate ? 1 : 0;
                }
                if (together > most) {
                    most = together;
                    page = candidate;
                    fullest = generation;
                }
            }
        }
        move(leadId, fullest, page);
    }

    private void move(String leadId, SeenGeneration generation, int page) {
        var recent = new PackedIds(generation.getRecent());
        int pages = SeenPages.count(generation.getSpilled());
        PackedIds leaving = recent.only(hash -> SeenPages.page(hash, pages) == page);
        generation.setRecent(
                recent.only(hash -> SeenPages.page(hash, pages) != page).bytes());
        generation.setSpilled(generation.getSpilled() + leaving.size());
        PackedIds grown = read(leadId, generation, page).with(leaving);
        if (SeenPages.count(generation.getSpilled()) == pages) {
            plan(leadId, generation, page, grown);
            return;
        }
        int parent = SeenPages.parent(pages);
        if (parent != page) {
            plan(leadId, generation, page, grown);
        }
        PackedIds divided = parent == page ? grown : read(leadId, generation, parent);
        plan(leadId, generation, parent, divided.only(hash -> SeenPages.page(hash, pages + 1) == parent));
        plan(leadId, generation, pages, divided.only(hash -> SeenPages.page(hash, pages + 1) == pages));
    }

    private void plan(String leadId, SeenGeneration generation, int page, PackedIds ids) {
        planned.add(new Page(generation.getGeneration(), leadId, page, ids.last(SeenPages.MOST)));
    }

    private PackedIds read(String leadId, SeenGeneration generation, int page) {
        byte @Nullable [] ids = rows.get(generation.getGeneration(), SeenPages.key(leadId, page));
        return ids == null ? PackedIds.NONE : PackedIds.of(ids);
    }

    private static int recent(List<SeenGeneration> seen) {
        int ids = 0;
        for (int i = 0; i < seen.size(); i++) {
            ids += new PackedIds(seen.get(i).getRecent()).size();
        }
        return ids;
    }

    /** The generation of this number, made in its place when there is none. */
    private static SeenGeneration generation(List<SeenGeneration> seen, int number) {
        int place = 0;
        while (place < seen.size() && seen.get(place).getGeneration() < number) {
            place++;
        }
        if (place == seen.size() || seen.get(place).getGeneration() != number) {
            seen.add(place, new SeenGeneration(number, 0, PackedIds.NONE.bytes()));
        }
        return seen.get(place);
    }
}
