// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.Grade;
import java.util.List;
import java.util.Map;

/**
 * What other rules would have made of a history.
 *
 * @param origin where the history comes from
 * @param outcome what a won lead is
 * @param span of event time that was looked at
 * @param before the rules to compare with
 * @param after the rules in question
 * @param leads leads with at least one event in the span
 * @param won of these, those that were won
 * @param events events in the span, each once
 * @param refused events that the stream would have refused by its bounds
 * @param unreadable records of the history that were skipped since nothing can be made of them
 * @param scoreChanges leads whose score would be another
 * @param gradeChanges leads whose grade would be another
 * @param qualifiedBefore leads that qualify by the rules before
 * @param newlyQualified leads that would qualify and don't before
 * @param noLongerQualified the reverse
 * @param gradesBefore leads by grade
 * @param gradesAfter leads by grade
 * @param moves leads by grade before and after: {@code moves.get(before).get(after)}
 * @param changes those whose grade or qualification would be another, widest first, at most 20
 * @param qualityBefore against outcomes
 * @param qualityAfter against outcomes
 */
public record BacktestReport(
        String origin,
        String outcome,
        Span span,
        ScoringRuleSet before,
        ScoringRuleSet after,
        long leads,
        long won,
        long events,
        long refused,
        long unreadable,
        long scoreChanges,
        long gradeChanges,
        long qualifiedBefore,
        long newlyQualified,
        long noLongerQualified,
        Map<Grade, Long> gradesBefore,
        Map<Grade, Long> gradesAfter,
        Map<Grade, Map<Grade, Long>> moves,
        List<LeadChange> changes,
        Quality qualityBefore,
        Quality qualityAfter) {

    /** Leads of a grade by the rules before. */
    public long before(Grade grade) {
        return gradesBefore.getOrDefault(grade, 0L);
    }

    /** Leads of a grade by the rules in question. */
    public long after(Grade grade) {
        return gradesAfter.getOrDefault(grade, 0L);
    }

    /** Leads of one grade before that would be of another. */
    public long moved(Grade from, Grade to) {
        return moves.getOrDefault(from, Map.of()).getOrDefault(to, 0L);
    }

    /** Leads that would qualify. */
    public long qualifiedAfter() {
        return qualifiedBefore + newlyQualified - noLongerQualified;
    }

    /** Whether there are won and lost leads, without which scores can't be judged. */
    public boolean judged() {
        return won > 0 && won < leads;
    }
}
