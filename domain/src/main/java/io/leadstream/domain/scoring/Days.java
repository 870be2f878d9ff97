// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import java.time.Instant;
import java.time.LocalDate;

/** UTC days as counters hold them, and how long each is kept apart. */
final class Days {

    /** Older days are rolled into one. */
    static final int KEPT = 400;

    /** The age at which the rolled day counts. */
    static final int ROLLED_AGE = KEPT + 1;

    private static final long MILLIS = 86_400_000L;

    private Days() {}

    /** The day of a time, in days since 1970-01-01. */
    static int of(long millis) {
        return (int) Math.floorDiv(millis, MILLIS);
    }

    /** The oldest day that is kept apart for a lead whose latest event was on a day. */
    static int oldestKept(int latestDay) {
        return latestDay - KEPT;
    }

    /** The start of a day. */
    static Instant start(int day) {
        return Instant.ofEpochMilli(startMillis(day));
    }

    static long startMillis(int day) {
        return day * MILLIS;
    }

    /** How far into its day a time is. */
    static int millisInto(long millis) {
        return (int) Math.floorMod(millis, MILLIS);
    }

    /** The number of a date. */
    static int of(LocalDate date) {
        return (int) date.toEpochDay();
    }
}
