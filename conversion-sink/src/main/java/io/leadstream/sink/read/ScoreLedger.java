// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score as it was shown, with the lines it is made of.
 *
 * @param leadId whose
 * @param sequence which change of the lead's score
 * @param score 0 to 100: the total, held between these
 * @param total what the lines add up to
 * @param rulesName null while the sink has not read that version
 * @param cause capture, activity, rule_set, fade, adjustment, merge, model or recycling
 * @param causeId event id, or {@code rules:<version>}
 * @param causeType activity type; null unless an activity caused it
 * @param occurredAt when the cause happened
 * @param receivedAt when the cause arrived
 * @param shownFrom from when on this was the score that everybody saw
 * @param shownUntil when the next one was shown; null while this is the score
 * @param lines in the order of the rules
 */
public record ScoreLedger(
        String leadId,
        long sequence,
        int score,
        String grade,
        int previousScore,
        int total,
        int rulesVersion,
        @Nullable String rulesName,
        String cause,
        String causeId,
        @Nullable String causeType,
        Instant occurredAt,
        Instant receivedAt,
        Instant shownFrom,
        @Nullable Instant shownUntil,
        List<Line> lines) {

    /**
     * One line.
     *
     * @param rule name of the rule, or its id where it has none
     * @param because what it looks at, in words, or by whom, until when and why points were given by hand; empty when
     *     that is not known
     * @param pointsEach points of one hit; null for what is no rule
     * @param hits that count
     * @param cut hits that the daily limit cut
     * @param halfLifeDays null when the points don't fade
     * @param faded points that fading has taken
     * @param cap null when there is none
     * @param capped points beyond the cap
     * @param points what the line adds
     */
    public record Line(
            String ruleId,
            String rule,
            String category,
            String because,
            @Nullable Integer pointsEach,
            int hits,
            int cut,
            @Nullable Integer halfLifeDays,
            int faded,
            @Nullable Integer cap,
            int capped,
            int points) {}
}
