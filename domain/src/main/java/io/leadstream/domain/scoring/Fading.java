// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

/** What a hit is worth by its age in days: half after each half-life. In whole parts of a hit, so that sums are exact. */
final class Fading {

    private static final long WHOLE = 1L << 20;

    private final long[] weights = new long[Days.ROLLED_AGE + 1];

    Fading(int halfLifeDays) {
        for (int age = 0; age < weights.length; age++) {
            // StrictMath gives the same bits on every machine.
            weights[age] = Math.round(WHOLE * StrictMath.pow(2, -(double) age / halfLifeDays));
        }
    }

    long weight(int age) {
        return weights[age];
    }

    /** Points of weighed hits, rounded half away from zero. */
    static long points(int pointsEach, long weighed) {
        long exact = pointsEach * weighed;
        long rounded = (Math.abs(exact) + WHOLE / 2) / WHOLE;
        return exact < 0 ? -rounded : rounded;
    }
}
