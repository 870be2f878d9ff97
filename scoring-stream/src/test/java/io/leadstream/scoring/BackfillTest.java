// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.identification;
import static io.leadstream.testkit.Fixtures.leadId;
import static io.leadstream.testkit.Fixtures.visitorActivity;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.scoring.RescoreState;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Versions that need what was not counted before. */
class BackfillTest {

    private static final String ANN = "ann@example.org";
    private static final String VIEWS = "{name: Views, activity: pricing_viewed, points: 1}";
    private static final String ENTERPRISE =
            "{name: Enterprise, activity: pricing_viewed, points: 7, where: {field: plan, operator: equals, value: enterprise}}";
    private static final String BIG =
            "{name: Big, activity: pricing_viewed, points: 3, where: {field: seats, operator: greater_than, value: 99}}";

    private final ScoringHarness scoring = new ScoringHarness();

    @AfterEach
    void close() {
        scoring.close();
    }

    @Test
    void shouldLetTheOldVersionServeUntilTheNewOneIsCountedBack() {
        scoring.send(Rules.of(1, VIEWS));
        for (int i = 0; i < 4; i++) {
            scoring.send(viewed("e" + i, i == 0 ? "free" : "enterprise"));
        }
        assertThat(scoring.told()).hasSize(4);
        scoring.history.allowed = 0;
        scoring.send(Rules.of(2, ENTERPRISE));
        scoring.tick();
        scoring.tick();
        scoring.send(viewed("e4", "enterprise"));
        assertThat(scoring.told()).singleElement().satisfies(change -> {
            assertThat(change.getRulesVersion()).isEqualTo(1);
            assertThat(change.getScore()).isEqualTo(5);
        });
        assertThat(scoring.progress.readValuesToList()).last().satisfies(progress -> {
            assertThat(progress.getState()).isEqualTo(RescoreState.BACKFILLING);
            assertThat(progress.getVersion()).isEqualTo(2);
            assertThat(progress.getActiveVersion()).isEqualTo(1);
        });
        scoring.history.allowed = 2;
        scoring.tick();
        assertThat(scoring.told()).as("half read").isEmpty();
        scoring.history.allowed = Integer.MAX_VALUE;
        scoring.tick();
        assertThat(scoring.told()).singleElement().satisfies(change -> {
            assertThat(change.getRulesVersion()).isEqualTo(2);
            assertThat(change.getCause()).isEqualTo(ScoreCause.RULE_SET);
            assertThat(change.getScore()).isEqualTo(28);
        });
        scoring.tick();
        assertThat(scoring.rows(StoreNames.BACKFILL_SEEN)).isZero();
        assertThat(scoring.progress.readValuesToList()).last().satisfies(progress -> {
            assertThat(progress.getState()).isEqualTo(RescoreState.DONE);
            assertThat(progress.getVersion()).isEqualTo(2);
        });
    }

    @Test
    void shouldServeAtOnceWhenThereIsNothingToCountBack() {
        scoring.send(Rules.of(1, ENTERPRISE));
        scoring.send(viewed("e1", "enterprise"));
        scoring.send(viewed("e2", "free"));
        assertThat(scoring.told()).singleElement().satisfies(change -> assertThat(change.getScore())
                .isEqualTo(7));
        scoring.send(Rules.of(2, ENTERPRISE.replace("points: 7", "points: 2")));
        scoring.tick();
        assertThat(scoring.told()).extracting(ScoreChanged::getScore).containsExactly(2);
        assertThat(scoring.history.searches).isZero();
    }

    @Test
    void shouldCountBackForTheFirstVersionToo() {
        scoring.send(viewed("e1", "enterprise"));
        scoring.send(Rules.of(1, ENTERPRISE));
        scoring.send(viewed("e2", "enterprise"));
        assertThat(scoring.told()).isEmpty();
        scoring.tick();
        assertThat(scoring.told()).extracting(ScoreChanged::getScore).containsExactly(14);
    }

    @Test
    void shouldCountEachEventOnceOnEitherSideOfThePublication() {
        scoring.send(Rules.of(1, VIEWS));
        scoring.send(viewed("e1", "enterprise"));
        scoring.send(viewed("e1", "enterprise"));
        var visit = visitorActivity("v1-e", "v1", "pricing_viewed")
                .setProperties(plan("enterprise"))
                .build();
        scoring.sendVisitor(visit);
        scoring.sendVisitor(identification("i1", "v1", ANN).build());
        scoring.send(viewed("v1-e", "enterprise"));
        scoring.history.allowed = 0;
        scoring.send(Rules.of(2, ENTERPRISE));
        scoring.send(viewed("e1", "enterprise"));
        scoring.send(viewed("e2", "enterprise"));
        scoring.sendVisitor(visitorActivity("v1-f", "v1", "pricing_viewed")
                .setProperties(plan("enterprise"))
                .build());
        scoring.history.allowed = Integer.MAX_VALUE;
        scoring.tick();
        scoring.send(viewed("e2", "enterprise"));
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(7 * 4);
    }

    @Test
    void shouldCountAgainWhatComesAgainAfterTheWindow() {
        scoring.send(Rules.of(1, VIEWS));
        for (int days : new int[] {0, 30, 31}) {
            var view = viewed("e1", "enterprise");
            view.setReceivedAt(NOW.plus(Duration.ofDays(days)));
            scoring.send(view);
        }
        scoring.send(Rules.of(2, ENTERPRISE));
        scoring.tick();
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(14);
    }

    @Test
    void shouldTakeFormsForActivitiesWithoutProperties() {
        scoring.send(Rules.of(1, VIEWS));
        scoring.send(capture("e1", ANN).build());
        scoring.send(Rules.of(
                2, "{name: Plain, activity: form_submitted, points: 5, where: {field: plan, operator: not_exists}}"));
        scoring.tick();
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(5);
    }

    @Test
    void shouldGoOnForANewerVersionThatNeedsNoMore() {
        scoring.send(Rules.of(1, VIEWS));
        for (int i = 0; i < 9; i++) {
            scoring.send(viewed("e" + i, "enterprise"));
        }
        scoring.history.allowed = 2;
        scoring.send(Rules.of(2, ENTERPRISE, BIG));
        scoring.tick();
        scoring.send(Rules.of(3, ENTERPRISE));
        scoring.history.allowed = Integer.MAX_VALUE;
        scoring.tick();
        assertThat(scoring.history.searches).as("not searched for again").isEqualTo(2);
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(63);
        assertThat(scoring.state(leadId(ANN)).getRulesVersion()).isEqualTo(3);
        assertThat(scoring.state(leadId(ANN)).getCounters())
                .extracting(ActivityCounter::getType)
                .containsExactly("pricing_viewed", "pricing_viewed{plan equals \"enterprise\"}");
    }

    @Test
    void shouldBeginAnewForANewerVersionThatNeedsMore() {
        scoring.send(Rules.of(1, VIEWS));
        for (int i = 0; i < 9; i++) {
            scoring.send(viewed("e" + i, "enterprise"));
        }
        scoring.history.allowed = 2;
        scoring.send(Rules.of(2, ENTERPRISE));
        scoring.tick();
        scoring.send(viewed("e9", "enterprise"));
        scoring.send(Rules.of(3, ENTERPRISE, BIG));
        scoring.history.allowed = Integer.MAX_VALUE;
        scoring.tick();
        assertThat(scoring.state(leadId(ANN)).getTotal()).isEqualTo(10 * (7 + 3));
    }

    @Test
    void shouldLetAVersionThatNeedsNothingOvertake() {
        scoring.send(Rules.of(1, VIEWS));
        scoring.send(viewed("e1", "enterprise"));
        scoring.history.allowed = 0;
        scoring.send(Rules.of(2, ENTERPRISE));
        scoring.tick();
        scoring.send(Rules.of(3, VIEWS.replace("points: 1", "points: 4")));
        scoring.send(Rules.of(2, ENTERPRISE));
        scoring.tick();
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(4);
        assertThat(scoring.state(leadId(ANN)).getCounters()).hasSize(1);
    }

    @Test
    void shouldNotCountOnTopOfWhatAnEarlierVersionCounted() {
        try (var slow = new ScoringHarness(1, 500)) {
            slow.send(Rules.of(1, ENTERPRISE));
            slow.send(viewed("e1", "enterprise"));
            slow.send(activity("e2", "bob@example.org", "pricing_viewed")
                    .setProperties(plan("enterprise"))
                    .build());
            slow.send(Rules.of(2, VIEWS));
            slow.tick();
            slow.send(Rules.of(3, ENTERPRISE));
            for (int i = 0; i < 12; i++) {
                slow.tick();
            }
            assertThat(slow.states().values()).allSatisfy(state -> {
                assertThat(state.getRulesVersion()).isEqualTo(3);
                assertThat(state.getScore()).isEqualTo(7);
            });
        }
    }

    @Test
    void shouldNotCountWhatWasRefusedThen() {
        scoring.send(Rules.of(1, VIEWS));
        for (int i = 0; i <= 100; i++) {
            scoring.sendVisitor(visitorActivity("e" + i, "visitor-" + i, "pricing_viewed")
                    .setProperties(plan("enterprise"))
                    .build());
            scoring.sendVisitor(identification("i" + i, "visitor-" + i, ANN).build());
        }
        assertThat(scoring.harness.deadLetters().getQueueSize()).isEqualTo(1);
        scoring.send(Rules.of(2, ENTERPRISE + ", {name: x, activity: y, points: 1}"));
        scoring.tick();
        assertThat(scoring.state(leadId(ANN)).getCounters())
                .filteredOn(counter -> counter.getType().contains("{"))
                .singleElement()
                .satisfies(counter -> assertThat(counter.getTotal()).isEqualTo(100));
    }

    private static Activity viewed(String eventId, String plan) {
        return activity(eventId, ANN, "pricing_viewed")
                .setProperties(plan(plan))
                .build();
    }

    private static Map<String, String> plan(String plan) {
        return Map.of("plan", '"' + plan + '"', "seats", "100");
    }
}
