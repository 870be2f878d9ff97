// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.scoring.Grade;

/** The grade of a score. */
public final class Grades {

    private Grades() {}

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
