// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.ScoreLine;
import java.util.List;

/**
 * A score, rule by rule.
 *
 * @param total what the lines add up to
 * @param lines in the order of the rules, adjustments last
 * @param adjustments those among the lines
 */
public record Breakdown(int total, List<ScoreLine> lines, List<Adjustment> adjustments) {

    /** The total held between 0 and 100. */
    public int score() {
        return Math.max(0, Math.min(100, total));
    }
}
