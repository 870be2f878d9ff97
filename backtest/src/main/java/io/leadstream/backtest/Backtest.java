// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.evaluation.ScoredOutcomes;
import io.leadstream.domain.predictive.PredictiveScorer;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.Grade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Replays a history through two versions of the rules. Leads are looked at one by one and only sums and the widest
 * changes are kept, so memory doesn't grow with the history beyond what {@link History} itself holds.
 */
public final class Backtest {

    private static final int MOST_CHANGES = 20;

    private final ScoringModel before;
    private final ScoringModel after;
    private final ScoringModel everBefore;
    private final ScoringModel everAfter;
    private final @Nullable Instant standsAt;
    private final Replay replay = new Replay();

    private final Map<Grade, Long> gradesBefore = new EnumMap<>(Grade.class);
    private final Map<Grade, Long> gradesAfter = new EnumMap<>(Grade.class);
    private final Map<Grade, Map<Grade, Long>> moves = new EnumMap<>(Grade.class);
    private final ScoredOutcomes outcomesBefore = new ScoredOutcomes();
    private final ScoredOutcomes outcomesAfter = new ScoredOutcomes();
    private final PriorityQueue<LeadChange> widest = new PriorityQueue<>(LeadChange.WIDEST.reversed());

    private long leads;
    private long won;
    private long events;
    private long scoreChanges;
    private long gradeChanges;
    private long qualifiedBefore;
    private long newlyQualified;
    private long noLongerQualified;

    private Backtest(
            ScoringRuleSet before,
            ScoringRuleSet after,
            @Nullable PredictiveModel predictive,
            @Nullable Instant standsAt) {
        this.standsAt = standsAt;
        // A prediction costs as much as all the rest, and counts only where rules give it a weight.
        boolean asked = before.getPredictiveWeight() != 0 || after.getPredictiveWeight() != 0;
        PredictiveScorer scorer = predictive == null || !asked ? null : PredictiveScorer.compile(predictive);
        this.everBefore = compiled(before, Instant.EPOCH, scorer);
        this.everAfter = compiled(after, Instant.EPOCH, scorer);
        // Both from the same day on, so that they differ by their rules alone.
        Instant since = standsAt == null || before.getVersion() == 0 ? Instant.EPOCH : before.getPublishedAt();
        Instant known = standsAt != null && since.isAfter(standsAt) ? standsAt : since;
        this.before = compiled(before, known, scorer);
        this.after = compiled(after, known, scorer);
    }

    /** Compares two rule sets over a history, without predictions. */
    public static BacktestReport run(History history, Span span, ScoringRuleSet before, ScoringRuleSet after) {
        return run(history, span, before, after, null);
    }

    /**
     * The same with what a model predicts, where the rules give it a weight.
     *
     * @param predictive the model in force; null when there is none
     */
    public static BacktestReport run(
            History history,
            Span span,
            ScoringRuleSet before,
            ScoringRuleSet after,
            @Nullable PredictiveModel predictive) {
        var backtest = new Backtest(before, after, predictive, history.standsAt());
        history.read(backtest::take);
        return backtest.report(history, span, before, after);
    }

    /** Rules that were never published have no version, and a lead that none was applied to is told apart by 0. */
    private static ScoringModel compiled(
            ScoringRuleSet rules, Instant publishedAt, @Nullable PredictiveScorer predictive) {
        ScoringRuleSet copy = ScoringRuleSet.newBuilder(rules).build();
        copy.setVersion(Math.max(1, rules.getVersion()));
        copy.setPublishedAt(publishedAt);
        return ScoringModel.compile(copy).with(predictive);
    }

    private void take(LeadHistory lead) {
        Standing was = replay.standing(lead, before, standsAt);
        Standing is = replay.standing(lead, after, standsAt);
        if (was == null || is == null) {
            return;
        }
        leads++;
        won += lead.won() ? 1 : 0;
        events += lead.events().size();
        judge(lead, was, is);
        gradesBefore.merge(was.grade(), 1L, Long::sum);
        gradesAfter.merge(is.grade(), 1L, Long::sum);
        moves.computeIfAbsent(was.grade(), from -> new EnumMap<>(Grade.class)).merge(is.grade(), 1L, Long::sum);
        gradeChanges += was.grade() == is.grade() ? 0 : 1;
        scoreChanges += was.score() == is.score() ? 0 : 1;
        qualifiedBefore += was.qualified() ? 1 : 0;
        newlyQualified += is.qualified() && !was.qualified() ? 1 : 0;
        noLongerQualified += was.qualified() && !is.qualified() ? 1 : 0;
        if (was.grade() != is.grade() || was.qualified() != is.qualified()) {
            widest.add(new LeadChange(lead.leadId(), who(lead), lead.won(), was, is));
            if (widest.size() > MOST_CHANGES) {
                widest.remove();
            }
        }
    }

    /**
     * Scores are judged by what was known before the outcome, as of then: what arrived with it or after would tell it, and
     * what has faded since says nothing.
     */
    private void judge(LeadHistory lead, Standing was, Standing is) {
        LeadHistory known = lead.untilOutcome();
        boolean same =
                standsAt == null && known.events().size() == lead.events().size();
        Standing knownBefore = same ? was : replay.standing(known, everBefore, null);
        Standing knownAfter = same ? is : replay.standing(known, everAfter, null);
        outcomesBefore.add(scoreOf(knownBefore), lead.won());
        outcomesAfter.add(scoreOf(knownAfter), lead.won());
    }

    private static int scoreOf(@Nullable Standing standing) {
        return standing == null ? 0 : standing.score();
    }

    private static String who(LeadHistory lead) {
        String who = lead.leadId();
        for (HistoryEvent event : lead.events()) {
            if (event instanceof HistoryEvent.Captured captured) {
                CapturedLead capture = captured.lead();
                if (capture.getEmail() != null) {
                    return capture.getEmail();
                }
                String other = capture.getPhone() == null ? capture.getCompany() : capture.getPhone();
                who = other == null ? who : other;
            } else if (event instanceof HistoryEvent.Did did && did.activity().getEmail() != null) {
                who = did.activity().getEmail();
            }
        }
        return who;
    }

    private BacktestReport report(History history, Span span, ScoringRuleSet was, ScoringRuleSet is) {
        List<LeadChange> changes = new ArrayList<>(widest);
        changes.sort(LeadChange.WIDEST);
        return new BacktestReport(
                history.origin(),
                history.outcome(),
                span,
                was,
                is,
                leads,
                won,
                events,
                replay.refused(),
                history.unreadable(),
                scoreChanges,
                gradeChanges,
                qualifiedBefore,
                newlyQualified,
                noLongerQualified,
                gradesBefore,
                gradesAfter,
                moves,
                List.copyOf(changes),
                Quality.of(outcomesBefore),
                Quality.of(outcomesAfter));
    }
}
