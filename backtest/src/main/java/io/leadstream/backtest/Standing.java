// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.scoring.Grades;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.ScoreLine;
import java.util.List;

/**
 * How a lead stands by a version of the rules.
 *
 * @param score 0 to 100
 * @param total what the lines add up to
 * @param qualified whether it reached the qualifying threshold on the way
 * @param lines in the order of the rules
 */
public record Standing(int score, int total, boolean qualified, List<ScoreLine> lines) {

    /** Grade of the score. */
    public Grade grade() {
        return Grades.of(score);
    }
}
