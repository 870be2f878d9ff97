// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.command;
import static io.leadstream.testkit.Fixtures.leadId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreChanged;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to leads when nothing happens but time, and what people order about a score. */
class TimerTest {

    private static final String ANN = "ann@example.org";
    private static final String FADING = "{name: Demo, activity: demo_requested, points: 42, halfLife: 10}";

    private ScoringHarness scoring = new ScoringHarness();

    @AfterEach
    void close() {
        scoring.close();
    }

    /** Two demos give 84; by half in ten days that is 78.4, 73.1, 68.2, 63.7, 59.4, 55.4, 51.7 and 48.2 in eight. */
    private void twoDemos(String email) {
        scoring.send(activity("e1 " + email, email, "demo_requested").build());
        scoring.send(activity("e2 " + email, email, "demo_requested").build());
    }

    @Test
    void shouldTellEachFallOnItsDay() {
        scoring.send(Rules.of(1, FADING));
        twoDemos(ANN);
        scoring.told();
        scoring.profiles.readValuesToList();
        scoring.advance(Duration.ofHours(14));
        assertThat(scoring.told()).as("the day isn't over").isEmpty();
        scoring.advance(Duration.ofHours(2));
        ScoreChanged fall = scoring.scores.readValue();
        assertThat(fall.getScore()).isEqualTo(78);
        assertThat(fall.getGrade()).isEqualTo(Grade.B);
        assertThat(fall.getCause()).isEqualTo(ScoreCause.FADE);
        assertThat(fall.getCauseId()).isEqualTo("day:2026-01-06");
        assertThat(fall.getOccurredAt()).isEqualTo("2026-01-06T00:00:00Z");
        assertThat(fall.getReceivedAt()).isEqualTo(scoring.now());
        assertThat(fall.getLines().get(0).getPoints()).isEqualTo(fall.getTotal());
        LeadProfile profile = scoring.profiles.readValue();
        assertThat(profile.getGrade()).isEqualTo(Grade.B);
        assertThat(profile.getQualified()).as("once per cycle").isTrue();
        assertThat(profile.getSalesReady()).isTrue();
        assertThat(scoring.told()).isEmpty();
        for (int day = 2; day <= 30; day++) {
            scoring.advance(Duration.ofDays(1));
        }
        assertThat(scoring.told()).extracting(ScoreChanged::getScore).containsExactly(68, 59, 48);
        assertThat(scoring.rows(StoreNames.DUE_TIMER)).as("the bound alone").isEqualTo(1);
    }

    @Test
    void shouldFireWhatWasDueWhileItWasDownAndGoOnAsIfItHadNotBeen() {
        scoring.send(Rules.of(1, FADING));
        twoDemos(ANN);
        scoring.advance(Duration.ofDays(1));
        assertThat(scoring.told()).extracting(ScoreChanged::getScore).endsWith(84, 78);
        scoring = scoring.movedAfter(Duration.ofDays(4));
        scoring.tick();
        scoring.tick();
        assertThat(scoring.told()).extracting(ScoreChanged::getScore).containsExactly(68, 59);
        scoring.tick();
        assertThat(scoring.told()).isEmpty();
        scoring = scoring.movedAfter(Duration.ofDays(1));
        scoring.advance(Duration.ofDays(2));
        scoring.tick();
        assertThat(scoring.told()).extracting(ScoreChanged::getScore).containsExactly(48);
        assertThat(scoring.state(leadId(ANN)).getScoreSequence()).isEqualTo(6);
    }

    @Test
    void shouldFireManyTimersInSlices() {
        scoring.close();
        scoring = new ScoringHarness(50, 500);
        scoring.send(Rules.of(1, FADING));
        for (int i = 0; i < 120; i++) {
            twoDemos("p" + i + "@example.org");
        }
        scoring.told();
        scoring.advance(Duration.ofDays(1));
        assertThat(scoring.told()).hasSize(50);
        scoring = scoring.movedAfter(Duration.ZERO);
        scoring.tick();
        assertThat(scoring.told()).hasSize(50);
        scoring.tick();
        assertThat(scoring.told()).hasSize(20);
    }

    @Test
    void shouldSetNoTimerByDefault() {
        scoring.send(Rules.shipped(1));
        twoDemos(ANN);
        scoring.advance(Duration.ofDays(100));
        assertThat(scoring.rows(StoreNames.DUE_TIMER)).as("the bound alone").isEqualTo(1);
        assertThat(scoring.counted("timers")).isZero();
    }

    @Test
    void shouldLeaveNewRulesTheTimersOfTheOldOnes() {
        scoring.send(Rules.of(1, FADING));
        twoDemos(ANN);
        scoring.send(Rules.of(2, "{name: Demo, activity: demo_requested, points: 42}"));
        scoring.tick();
        scoring.told();
        scoring.advance(Duration.ofDays(40));
        scoring.tick();
        assertThat(scoring.told()).isEmpty();
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(84);
    }

    @Test
    void shouldTellWhatNewRulesMakeOfALeadAsOfWhenTheyGetToIt() {
        scoring.send(Rules.of(1, "{name: Demo, activity: demo_requested, points: 1}"));
        twoDemos(ANN);
        scoring.advance(Duration.ofDays(2));
        scoring.told();
        scoring.profiles.readValuesToList();
        var rules = Rules.of(2, "{name: Demo, activity: demo_requested, points: 42}");
        scoring.send(rules);
        scoring.tick();
        assertThat(scoring.told()).singleElement().satisfies(change -> {
            assertThat(change.getCauseId()).isEqualTo("rules:2");
            assertThat(change.getOccurredAt()).isEqualTo(rules.getPublishedAt());
            assertThat(change.getReceivedAt()).isEqualTo(scoring.now());
        });
        var told = scoring.profiles.readRecord();
        assertThat(told.value().getCauseId()).isEqualTo("rules:2");
        assertThat(told.value().getReceivedAt()).isEqualTo(scoring.now());
        assertThat(told.value().getQualifiedAt()).isEqualTo(scoring.now());
        assertThat(told.getRecordTime()).isEqualTo(scoring.now());
    }

    @Test
    void shouldAdjustOnceForEachCommandUntilItsLastDay() {
        scoring.send(Rules.shipped(1));
        scoring.send(activity("e1", ANN, "demo_requested").build());
        scoring.told();
        scoring.send(adjustment("k1", 15, "2026-01-07"));
        scoring.send(adjustment("k1", 15, "2026-01-07"));
        scoring.send(command("k2", ANN, "ann").setOrder(new AcceptLead(1)).build());
        assertThat(scoring.told()).extracting(ScoreChanged::getScore).containsExactly(35);
        scoring.advance(Duration.ofDays(2));
        assertThat(scoring.told()).isEmpty();
        scoring = scoring.movedAfter(Duration.ofDays(1));
        scoring.tick();
        assertThat(scoring.told()).extracting(ScoreChanged::getScore).containsExactly(20);
        assertThat(scoring.counted("events")).isZero();
    }

    @Test
    void shouldBeginANewCycleWhenARecyclingWasAccepted() {
        scoring.send(Rules.shipped(1));
        for (int i = 0; i < 5; i++) {
            scoring.send(activity("e" + i, ANN, "demo_requested").build());
        }
        assertThat(scoring.state(leadId(ANN)).getQualified()).isTrue();
        scoring.send(recycling("r1", false));
        assertThat(scoring.state(leadId(ANN)).getQualified()).isTrue();
        scoring.profiles.readValuesToList();
        scoring.send(recycling("r1", true));
        scoring.send(recycling("r1", true));
        assertThat(scoring.profiles.readValuesToList())
                .extracting(LeadProfile::getCycle, LeadProfile::getQualified)
                .containsExactly(tuple(1, false));
        var newer = activity("e9", ANN, "page_viewed").setOccurredAt(NOW.plusSeconds(120));
        scoring.send(newer.setReceivedAt(NOW.plusSeconds(121)).build());
        assertThat(scoring.profiles.readValue().getQualified()).isTrue();
    }

    private static LeadCommand adjustment(String commandId, int points, String until) {
        return command(commandId, ANN, "ann")
                .setReceivedAt(NOW)
                .setOrder(new AdjustScore(points, "met at the fair", until))
                .build();
    }

    private static CommandOutcome recycling(String commandId, boolean accepted) {
        Instant at = NOW.plusSeconds(60);
        return CommandOutcome.newBuilder()
                .setCommandId(commandId)
                .setLeadId(leadId(ANN))
                .setCommand("recycle_lead")
                .setIssuedBy("ann")
                .setAccepted(accepted)
                .setAt(at)
                .build();
    }
}
