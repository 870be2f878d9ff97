// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.lead.Captures.capture;
import static io.leadstream.domain.scoring.Histories.SCORING;
import static io.leadstream.domain.scoring.Histories.activity;
import static io.leadstream.domain.scoring.Histories.apply;
import static io.leadstream.domain.scoring.Histories.model;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What time alone does to a lead, and when it is noticed. */
class TimeTest {

    private static final int START_DAY = Days.of(START.toEpochMilli());

    private static final ScoringModel FADING = model("""
            name: fading
            rules:
            - {name: Demo, activity: demo_requested, points: 40, halfLife: 10}
            """, 1);

    private @Nullable LeadState state;
    private final List<ScoreChanged> told = new ArrayList<>();

    private ScoringOutcome take(ScoringOutcome outcome) {
        state = outcome.state();
        told.addAll(outcome.scores());
        return outcome;
    }

    private LeadState lead() {
        if (state == null) {
            throw new IllegalStateException("nothing has happened");
        }
        return state;
    }

    /** Lets the timers fire that are due by the end of a day. */
    private void passUntil(int day, ScoringModel model) {
        while (lead().getDueDay() <= day) {
            int due = lead().getDueDay();
            ScoringOutcome outcome = SCORING.timer("lead-1", lead(), due, Days.start(day), model, model.measures());
            assertThat(outcome).isNotNull();
            if (outcome != null) {
                take(outcome);
                assertThat(outcome.dueDay()).isEqualTo(lead().getDueDay()).isGreaterThan(due);
            }
        }
    }

    @Test
    void shouldTellTheFallOnItsDayAndNothingBetween() {
        take(apply(null, activity("a1", "demo_requested", 0), FADING));
        take(apply(state, activity("a2", "demo_requested", 1), FADING));
        assertThat(lead().getScore()).isEqualTo(80);
        assertThat(lead().getQualified()).isTrue();
        told.clear();
        passUntil(START_DAY + 60, FADING);
        // 80 * 2^(-age/10): 74.6 after a day, 69.6 after two, which is 70 still, 65.0, 60.6, 56.6, 52.8 and 49.2.
        assertThat(told).extracting(ScoreChanged::getScore).containsExactly(75, 65, 57, 49);
        assertThat(told).extracting(ScoreChanged::getGrade).containsExactly(Grade.B, Grade.C, Grade.D, Grade.F);
        assertThat(told)
                .extracting(change -> change.getAsOf().toString())
                .containsExactly("2026-03-02", "2026-03-04", "2026-03-06", "2026-03-08");
        assertThat(told).allMatch(change -> change.getCause() == ScoreCause.FADE);
        assertThat(told).allMatch(change -> change.getLines().get(0).getPoints() == change.getTotal());
        assertThat(lead().getQualified()).isTrue();
        assertThat(lead().getDueDay()).isEqualTo(ScoringOutcome.NEVER);
    }

    @Test
    void shouldLeaveLeadsAloneThatTimeCannotChange() {
        ScoringModel plain = Histories.defaultModel();
        for (int i = 0; i < 10; i++) {
            assertThat(take(apply(state, activity("a" + i, "demo_requested", i), plain))
                            .dueDay())
                    .isEqualTo(ScoringOutcome.NEVER);
        }
        assertThat(lead().getDueDay()).isEqualTo(ScoringOutcome.NEVER);
    }

    @Test
    void shouldSetNoTimerForFadingThatCrossesNothing() {
        take(apply(null, activity("a1", "demo_requested", 0), FADING));
        assertThat(lead().getScore()).isEqualTo(40);
        assertThat(lead().getDueDay()).isEqualTo(ScoringOutcome.NEVER);
    }

    @Test
    void shouldNotTakeImportedHistoryForFresh() {
        var old = activity("a1", "demo_requested", START.minus(Duration.ofDays(20)));
        old.setReceivedAt(START);
        take(apply(null, old, FADING));
        assertThat(lead().getScore()).isEqualTo(10);
        assertThat(told.get(0).getAsOf()).isEqualTo("2026-03-01");
    }

    @Test
    void shouldTellWhatTimeDidBeforeWhatAnEventDid() {
        take(apply(null, activity("a1", "demo_requested", 0), FADING));
        told.clear();
        take(apply(state, activity("a2", "demo_requested", START.plus(Duration.ofDays(10))), FADING));
        assertThat(told).extracting(ScoreChanged::getCause).containsExactly(ScoreCause.FADE, ScoreCause.ACTIVITY);
        assertThat(told).extracting(ScoreChanged::getScore).containsExactly(20, 60);
        assertThat(told.get(0).getCauseId()).isEqualTo("day:2026-03-11");
    }

    @Test
    void shouldKeepWhatATimerSawWhenAnOlderEventIsLate() {
        take(apply(null, activity("a1", "demo_requested", 0), FADING));
        take(apply(state, activity("a2", "demo_requested", 0), FADING));
        passUntil(START_DAY + 5, FADING);
        int score = lead().getScore();
        take(apply(state, activity("a3", "note", 2), FADING));
        assertThat(lead().getScore()).isEqualTo(score);
        assertThat(lead().getAsOfDay()).isEqualTo(START_DAY + 5);
    }

    @Test
    void shouldRiseWhenAPenaltyFades() {
        take(apply(null, capture("c1", 0).setTitle("boss").build(), null));
        take(apply(state, activity("a1", "bounced", 1), null));
        ScoringModel next = model("""
                name: penalty
                rules:
                - {name: Boss, field: title, operator: contains, value: boss, points: 85}
                - {name: Bounced, activity: bounced, points: -16, halfLife: 30}
                """, 2);
        take(SCORING.rescore("lead-1", lead(), next, START));
        assertThat(lead().getScore()).isEqualTo(69);
        assertThat(lead().getSalesReady()).isFalse();
        told.clear();
        passUntil(START_DAY + 400, next);
        assertThat(told).extracting(ScoreChanged::getScore).containsExactly(70, 80);
        assertThat(told).extracting(ScoreChanged::getQualifiedNow).containsExactly(false, true);
        assertThat(lead().getDueDay()).isEqualTo(ScoringOutcome.NEVER);
    }

    @Test
    void shouldLookAgainWhenAConditionOnTimeChanges() {
        ScoringModel model = model("""
                name: recency
                rules:
                - {name: Recent, field: days_since.note, operator: between, value: [3, 5], points: 60}
                - {name: Young, field: createdAt, operator: within_days, value: 8, points: 55}
                """, 1);
        take(apply(null, activity("a1", "note", 0), model));
        passUntil(START_DAY + 100, model);
        assertThat(told).extracting(ScoreChanged::getScore).containsExactly(55, 100, 55, 0);
        assertThat(told)
                .extracting(change -> change.getAsOf().toString())
                .containsExactly("2026-03-01", "2026-03-04", "2026-03-07", "2026-03-10");
        assertThat(lead().getDueDay()).isEqualTo(ScoringOutcome.NEVER);
    }

    @Test
    void shouldIgnoreATimerOfAnotherDay() {
        take(apply(null, activity("a1", "note", 0), FADING));
        assertThat(SCORING.timer("lead-1", lead(), START_DAY + 3, START, FADING, FADING.measures()))
                .isNull();
    }

    @Test
    void shouldScoreAsOfTheDayOfPublicationAtTheEarliest() {
        take(apply(null, activity("a1", "demo_requested", START.minus(Duration.ofDays(10))), null));
        take(SCORING.rescore("lead-1", lead(), FADING, START));
        assertThat(lead().getScore()).isEqualTo(20);
        assertThat(told.get(0).getGrade()).isEqualTo(Grade.F);
        assertThat(told.get(0).getReceivedAt()).isAfterOrEqualTo(Instant.EPOCH);
    }
}
