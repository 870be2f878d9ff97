// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

/** What a hit is worth by its age in days: half after each half-life. In whole parts of a hit, so that sums are exact. */
final class Fading {

    static final long WHOLE = 1L << 20;

    /** After so many half-lives nothing is left of a hit. */
    private static final int HALVINGS = 21;

    private final int halfLifeDays;
    private final long[] weights;

    Fading(int halfLifeDays) {
        this.halfLifeDays = halfLifeDays;
        weights = new long[Days.ROLLED_AGE + 1];
        for (int age = 0; age < weights.length; age++) {
            weights[age] = exact(age);
        }
    }

    /** Never more than at a lower age. */
    long weight(int age) {
        return age < weights.length ? weights[age] : exact(age);
    }

    private long exact(int age) {
        // StrictMath gives the same bits on every machine.
        return age >= gone() ? 0 : Math.round(WHOLE * StrictMath.pow(2, -(double) age / halfLifeDays));
    }

    /** The age from which nothing is left. */
    int gone() {
        return HALVINGS * halfLifeDays + 1;
    }

    /** Points of weighed hits, rounded half away from zero. */
    static long points(int pointsEach, long weighed) {
        long exact = pointsEach * weighed;
        long rounded = (Math.abs(exact) + WHOLE / 2) / WHOLE;
        return exact < 0 ? -rounded : rounded;
    }
}
