// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.predictive.PredictiveScorer;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What made a score or profile change.
 *
 * @param kind what it was
 * @param id event or command id, {@code rules:<version>}, {@code model:<version>}, {@code day:<date>} or {@code merge:<lead id>}
 * @param type activity type; null unless an activity caused it
 * @param occurredAt when it happened
 * @param receivedAt when it arrived
 */
record Cause(ScoreCause kind, String id, @Nullable String type, Instant occurredAt, Instant receivedAt) {

    /** A version of the predictive model that is applied at a time. */
    static Cause of(PredictiveModel model, Instant appliedAt) {
        return new Cause(ScoreCause.MODEL, "model:" + model.getVersion(), null, model.getPublishedAt(), appliedAt);
    }

    /**
     * What of a model is newer than what was applied to a lead.
     *
     * @param now when it is applied in the background; null: at its publication
     */
    static Cause ofNewer(ScoringModel rules, LeadState state, @Nullable Instant now) {
        PredictiveScorer predictive = rules.predictive();
        boolean ruled = predictive == null || state.getRulesVersion() != rules.version();
        Instant publishedAt = predictive == null || ruled
                ? rules.rules().getPublishedAt()
                : predictive.model().getPublishedAt();
        Instant appliedAt = now == null ? publishedAt : now;
        Instant firstReceivedAt = Instant.ofEpochMilli(state.getFirstReceivedAt());
        if (appliedAt.isBefore(firstReceivedAt)) {
            appliedAt = firstReceivedAt;
        }
        return predictive == null || ruled ? of(rules.rules(), appliedAt) : of(predictive.model(), appliedAt);
    }

    /** Another lead became part of this one. */
    static Cause ofMerge(String fromLeadId, long occurredAt, long receivedAt) {
        return new Cause(
                ScoreCause.MERGE,
                "merge:" + fromLeadId,
                null,
                Instant.ofEpochMilli(occurredAt),
                Instant.ofEpochMilli(receivedAt));
    }

    /** A day came, and was noticed at this time. */
    static Cause ofDay(int day, Instant noticedAt) {
        return new Cause(ScoreCause.FADE, "day:" + LocalDate.ofEpochDay(day), null, Days.start(day), noticedAt);
    }

    /** Somebody's order. */
    static Cause of(ScoreCause kind, LeadCommand command) {
        return new Cause(kind, command.getCommandId(), null, command.getReceivedAt(), command.getReceivedAt());
    }

    /** A version of the rules that is applied at a time. */
    static Cause of(ScoringRuleSet rules, Instant appliedAt) {
        return new Cause(ScoreCause.RULE_SET, "rules:" + rules.getVersion(), null, rules.getPublishedAt(), appliedAt);
    }
}
