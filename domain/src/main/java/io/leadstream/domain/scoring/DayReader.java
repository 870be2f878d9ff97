// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.state.scoring.ActivityCounter;

/** Walks over the days of a counter that are kept apart, newest first. */
final class DayReader {

    private final byte[] packed;
    private final int newestDay;
    private final int newestHits;

    private int position;
    private boolean started;
    private int day;
    private int hits;

    DayReader(ActivityCounter counter) {
        this.packed = Packed.bytes(counter.getDays());
        this.newestDay = counter.getNewestDay();
        this.newestHits = counter.getNewestCount();
        this.day = newestDay;
    }

    /** Steps to the next older day; false when there is none. */
    boolean next() {
        if (!started) {
            started = true;
            if (newestHits > 0) {
                hits = newestHits;
                return true;
            }
        }
        if (position == packed.length) {
            return false;
        }
        day -= varint();
        hits = varint();
        return true;
    }

    int day() {
        return day;
    }

    int hits() {
        return hits;
    }

    private int varint() {
        int value = 0;
        int shift = 0;
        byte next;
        do {
            next = packed[position++];
            value |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
