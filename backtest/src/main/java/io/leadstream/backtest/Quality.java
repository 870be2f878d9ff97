// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.evaluation.LiftTable;
import io.leadstream.domain.evaluation.Rate;
import io.leadstream.domain.evaluation.RocCurve;
import io.leadstream.domain.evaluation.ScoredOutcomes;
import io.leadstream.domain.scoring.Grades;
import io.leadstream.schemas.scoring.Grade;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a rule set's scores foretell what came of the leads.
 *
 * @param roc null unless some were won and some not
 * @param lift null unless some were won and some not
 * @param byGrade for each grade the share that was won
 */
public record Quality(@Nullable RocCurve roc, @Nullable LiftTable lift, Map<Grade, Rate> byGrade) {

    /** Leads of a grade that were won. */
    public Rate of(Grade grade) {
        return byGrade.getOrDefault(grade, new Rate(0, 0));
    }

    static Quality of(ScoredOutcomes outcomes) {
        Map<Grade, Rate> byGrade = new EnumMap<>(Grade.class);
        for (ScoredOutcomes.Group group : outcomes.groups()) {
            byGrade.merge(
                    Grades.of((int) group.score()),
                    new Rate(group.positives(), group.size()),
                    (one, other) -> new Rate(one.hits() + other.hits(), one.of() + other.of()));
        }
        return new Quality(RocCurve.of(outcomes), LiftTable.deciles(outcomes), byGrade);
    }
}
