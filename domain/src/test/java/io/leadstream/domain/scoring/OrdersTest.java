// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.lead.Captures.capture;
import static io.leadstream.domain.scoring.Histories.SCORING;
import static io.leadstream.domain.scoring.Histories.activity;
import static io.leadstream.domain.scoring.Histories.apply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people order about a score: points by hand, and a new cycle. */
class OrdersTest {

    private static final ScoringModel MODEL = Histories.defaultModel();
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @Test
    void shouldGiveAdjustmentsALineEach() {
        LeadState state =
                apply(null, activity("a1", "demo_requested", 0), MODEL).state();
        state = adjust(state, "k2", -5, null).state();
        ScoringOutcome outcome = adjust(state, "k1", 30, TODAY.plusDays(3));
        ScoreChanged told = outcome.scores().get(0);
        assertThat(told.getScore()).isEqualTo(45);
        assertThat(told.getLines().stream().mapToInt(ScoreLine::getPoints).sum())
                .isEqualTo(told.getTotal());
        assertThat(told.getLines())
                .extracting(ScoreLine::getRuleId)
                .containsExactly("demo-requested", "manual:k1", "manual:k2");
        assertThat(told.getCause()).isEqualTo(ScoreCause.ADJUSTMENT);
        assertThat(told.getCauseId()).isEqualTo("k1");
        Adjustment kept = told.getAdjustments().get(0);
        assertThat(kept.getReason()).isEqualTo("met at the fair");
        assertThat(kept.getIssuedBy()).isEqualTo("ann");
        assertThat(kept.getUntil()).isEqualTo("2026-03-04");
        assertThat(outcome.dueDay()).isEqualTo(Days.of(TODAY.plusDays(4)));
    }

    @Test
    void shouldTakeTheLineAwayOnTheDayAfterItsLast() {
        LeadState state =
                apply(null, activity("a1", "demo_requested", 0), MODEL).state();
        state = adjust(state, "k1", 30, TODAY.plusDays(3)).state();
        int due = state.getDueDay();
        ScoringOutcome outcome = SCORING.timer("lead-1", state, due, Days.start(due), MODEL, MODEL.measures());
        assertThat(outcome).isNotNull();
        if (outcome != null) {
            assertThat(outcome.scores()).extracting(ScoreChanged::getScore).containsExactly(20);
            assertThat(outcome.scores().get(0).getCause()).isEqualTo(ScoreCause.FADE);
            assertThat(outcome.scores().get(0).getAdjustments()).isEmpty();
            assertThat(outcome.dueDay()).isEqualTo(ScoringOutcome.NEVER);
        }
    }

    @Test
    void shouldTakeTheLineAwayWithALaterEventToo() {
        LeadState state =
                apply(null, activity("a1", "demo_requested", 0), MODEL).state();
        state = adjust(state, "k1", 30, TODAY).state();
        ScoringOutcome outcome = apply(state, activity("a2", "note", START.plus(Duration.ofDays(1))), MODEL);
        assertThat(outcome.scores()).extracting(ScoreChanged::getCause).containsExactly(ScoreCause.FADE);
        assertThat(outcome.state().getScore()).isEqualTo(20);
        assertThat(outcome.state().getAdjustments()).isEmpty();
    }

    @Test
    void shouldTellOfAnAdjustmentThatTheScoreHidesAndNotOfARepeat() {
        LeadState state =
                apply(null, activity("a1", "demo_requested", 0), MODEL).state();
        state = adjust(state, "k1", 90, null).state();
        assertThat(state.getScore()).isEqualTo(100);
        ScoringOutcome hidden = adjust(state, "k2", 10, null);
        assertThat(hidden.scores()).extracting(ScoreChanged::getTotal).containsExactly(120);
        ScoringOutcome repeat = adjust(hidden.state(), "k2", 99, null);
        assertThat(repeat.state().getTotal()).isEqualTo(120);
    }

    @Test
    void shouldLetALeadThatNothingHasHappenedToWait() {
        ScoringOutcome early = adjust(null, "k1", 30, null);
        assertThat(early.scores()).isEmpty();
        assertThat(early.profile()).isNull();
        assertThat(SCORING.rescore("lead-1", early.state(), MODEL, START).scores())
                .isEmpty();
        ScoringOutcome outcome = apply(early.state(), activity("a1", "demo_requested", 0), MODEL);
        assertThat(outcome.scores()).extracting(ScoreChanged::getScore).containsExactly(50);
        assertThat(outcome.profile()).isNotNull();
    }

    @Test
    void shouldRefuseTooManyAdjustments() {
        LeadState state = adjust(null, "k", 1, null).state();
        for (int i = 1; i < Adjustments.MOST; i++) {
            state = adjust(state, "k" + i, 1, null).state();
        }
        LeadState full = state;
        assertThatThrownBy(() -> adjust(full, "one more", 1, null)).isInstanceOf(LeadRefusedException.class);
        assertThat(adjust(full, "run out", 1, TODAY.minusDays(1)).state().getAdjustments())
                .hasSize(Adjustments.MOST);
    }

    @Test
    void shouldQualifyAgainInANewCycleOnceSomethingNewerWinsPoints() {
        LeadState state = null;
        for (int i = 0; i < 4; i++) {
            state = apply(state, activity("a" + i, "demo_requested", i), MODEL).state();
        }
        assertThat(state).isNotNull();
        ScoringOutcome recycled = recycle(state, "r1", 60);
        assertThat(recycled.scores()).isEmpty();
        assertThat(recycled.profile()).isNotNull();
        if (recycled.profile() != null) {
            assertThat(recycled.profile().getQualified()).isFalse();
            assertThat(recycled.profile().getQualifiedAt()).isNull();
            assertThat(recycled.profile().getSalesReady()).isFalse();
            assertThat(recycled.profile().getCycle()).isEqualTo(1);
        }
        ScoringOutcome late = apply(recycled.state(), activity("b1", "email_opened", 30), MODEL);
        assertThat(late.state().getQualified()).as("older than the recycling").isFalse();
        ScoringOutcome nothing = apply(late.state(), activity("b2", "note", 70), MODEL);
        assertThat(nothing.state().getQualified()).as("wins no points").isFalse();
        ScoringOutcome again = apply(nothing.state(), activity("b3", "email_opened", 80), MODEL);
        assertThat(again.qualifiedNow()).isTrue();
        assertThat(again.becameReady()).isTrue();
    }

    @Test
    void shouldWakeByWhatHappenedAfterTheRecyclingWhicheverArrivesFirst() {
        LeadState inOrder = recycle(qualified(), "r1", 60).state();
        assertThat(inOrder.getResting()).isTrue();
        inOrder = apply(inOrder, activity("b1", "email_opened", 80), MODEL).state();

        LeadState winsFirst =
                apply(qualified(), activity("b1", "email_opened", 80), MODEL).state();
        ScoringOutcome recycled = recycle(winsFirst, "r1", 60);
        assertThat(recycled.qualifiedNow()).isTrue();
        assertThat(recycled.profile()).isNotNull();
        if (recycled.profile() != null) {
            assertThat(recycled.profile().getCycle()).isEqualTo(1);
            assertThat(recycled.profile().getQualified()).isTrue();
            assertThat(recycled.profile().getSalesReady()).isTrue();
        }
        assertThat(inOrder.getQualified()).isTrue();
        assertThat(Histories.lasting(recycled.state())).isEqualTo(Histories.lasting(inOrder));
    }

    @Test
    void shouldKeepToTheNewestRecyclingWhenAnOlderOneArrivesLater() {
        LeadState state = recycle(qualified(), "r2", 60).state();
        state = recycle(state, "r1", 30).state();
        assertThat(state.getCycle()).isEqualTo(2);
        assertThat(state.getRecycledAt())
                .isEqualTo(START.plus(Duration.ofMinutes(60)).toEpochMilli());
        state = apply(state, activity("b1", "email_opened", 45), MODEL).state();
        assertThat(state.getResting()).as("between the two").isTrue();
        state = apply(state, activity("b2", "email_opened", 70), MODEL).state();
        assertThat(state.getQualified()).isTrue();
        ScoringOutcome late = recycle(state, "r0", 20);
        assertThat(late.scores()).isEmpty();
        assertThat(late.state().getQualified()).as("in the cycle since").isTrue();
    }

    @Test
    void shouldRestTheSameWhicheverOfTwoEventsHitACapFirst() {
        ScoringModel capped = Histories.model(
                "{name: c, qualifyAt: 80, rules: [{name: D, activity: demo_requested, points: 90, cap: 90}]}", 1);
        var before = activity("a", "demo_requested", 1);
        var after = activity("b", "demo_requested", 80);
        LeadState one =
                apply(apply(null, before, capped).state(), after, capped).state();
        LeadState other =
                apply(apply(null, after, capped).state(), before, capped).state();
        one = SCORING.take("lead-1", one, recycled("r", 60), false, capped, capped.measures())
                .state();
        other = SCORING.take("lead-1", other, recycled("r", 60), false, capped, capped.measures())
                .state();
        assertThat(one.getResting())
                .as("it did something newer that there are points for")
                .isFalse();
        assertThat(Histories.lasting(one)).isEqualTo(Histories.lasting(other));
    }

    @Test
    void shouldWakeAlsoByWhatTheDailyLimitCuts() {
        ScoringModel limited = Histories.model(
                "{name: c, dailyHitLimit: 1, qualifyAt: 80, rules: [{name: D, activity: demo_requested, points: 90}]}",
                1);
        LeadState state =
                apply(null, activity("a", "demo_requested", 1), limited).state();
        state = SCORING.take("lead-1", state, recycled("r", 60), false, limited, limited.measures())
                .state();
        assertThat(state.getResting()).isTrue();
        ScoringOutcome again = apply(state, activity("b", "demo_requested", 80), limited);
        assertThat(again.state().getResting()).isFalse();
        assertThat(again.qualifiedNow()).isTrue();
    }

    private static LeadState qualified() {
        LeadState state = null;
        for (int i = 0; i < 4; i++) {
            state = apply(state, activity("a" + i, "demo_requested", i), MODEL).state();
        }
        if (state == null || !state.getQualified()) {
            throw new IllegalStateException("not qualified");
        }
        return state;
    }

    private static ScoringOutcome recycle(@Nullable LeadState state, String commandId, long minutes) {
        return SCORING.take("lead-1", state, recycled(commandId, minutes), false, MODEL, MODEL.measures());
    }

    @Test
    void shouldNotSendAChatOfTheCycleBeforeToSalesAgain() {
        LeadState state = apply(null, chat("c1", 0), MODEL).state();
        assertThat(state.getSalesReady()).isTrue();
        state = recycle(state, "r1", 60).state();
        assertThat(state.getSalesReady()).isFalse();
        state = apply(state, activity("b1", "email_opened", 70), MODEL).state();
        assertThat(state.getSalesReady()).isFalse();
        state = apply(state, chat("c2", 80), MODEL).state();
        assertThat(state.getSalesReady()).isTrue();
    }

    @Test
    void shouldKnowWhichOutcomesRecycle() {
        CommandOutcome outcome = recycled("r1", 0);
        assertThat(LeadScoring.recycles(outcome)).isTrue();
        outcome.setAccepted(false);
        assertThat(LeadScoring.recycles(outcome)).isFalse();
        outcome.setAccepted(true);
        outcome.setCommand("log_touch");
        assertThat(LeadScoring.recycles(outcome)).isFalse();
    }

    private static Object chat(String eventId, long minutes) {
        return capture(eventId, minutes).setSourceKind(SourceKind.LIVE_CHAT).build();
    }

    private static CommandOutcome recycled(String commandId, long minutes) {
        return CommandOutcome.newBuilder()
                .setCommandId(commandId)
                .setLeadId("lead-1")
                .setCommand("recycle_lead")
                .setIssuedBy("ann")
                .setAccepted(true)
                .setAt(START.plusSeconds(60 * minutes))
                .build();
    }

    private static ScoringOutcome adjust(
            @Nullable LeadState state, String commandId, int points, @Nullable LocalDate until) {
        Instant at = START.plusSeconds(3_600);
        var order = new AdjustScore(points, "met at the fair", until == null ? null : until.toString());
        var command = new LeadCommand(commandId, "lead-1", "ann", at, order);
        return SCORING.take("lead-1", state, command, false, MODEL, MODEL.measures());
    }
}
