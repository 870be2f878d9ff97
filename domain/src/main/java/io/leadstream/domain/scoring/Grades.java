// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.scoring.Grade;
import java.util.stream.IntStream;

/** The grade of a score. */
public final class Grades {

    private Grades() {}

    private static final int[] LOWEST = {50, 60, 70, 80, 90};

    /** Scores from 1 to 100 at which a grade begins, or one of two thresholds lies; ascending. */
    static int[] steps(int threshold, int other) {
        return IntStream.concat(IntStream.of(LOWEST), IntStream.of(threshold, other))
                .filter(step -> step >= 1 && step <= 100)
                .sorted()
                .distinct()
                .toArray();
    }

    /** 90 A+, 80 A, 70 B, 60 C, 50 D, else F. */
    public static Grade of(int score) {
        if (score >= 90) {
            return Grade.A_PLUS;
        }
        if (score >= 80) {
            return Grade.A;
        }
        if (score >= 70) {
            return Grade.B;
        }
        if (score >= 60) {
            return Grade.C;
        }
        return score >= 50 ? Grade.D : Grade.F;
    }
}
