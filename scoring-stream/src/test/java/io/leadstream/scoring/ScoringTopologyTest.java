// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.leadId;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoringTopologyTest {

    private static final String ANN = "ann@example.org";

    private final ScoringHarness scoring = new ScoringHarness();

    @AfterEach
    void close() {
        scoring.close();
    }

    @Test
    void shouldNameEveryNodeStoreAndTopic() {
        String description = scoring.harness.topology().describe().toString();
        var names = new TreeSet<String>();
        Pattern.compile("(?:Source|Processor|Sink): (\\S+) ")
                .matcher(description)
                .results()
                .forEach(match -> names.add(match.group(1)));
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "scoring-rule-sets-source",
                        "rules-to-leads-repartition-filter",
                        "rules-to-leads-repartition-sink",
                        "rules-to-leads-repartition-source",
                        "predictive-models-source",
                        "models-to-leads-repartition-filter",
                        "models-to-leads-repartition-sink",
                        "models-to-leads-repartition-source",
                        "merge-models",
                        "visitor-activities-source",
                        "hold-visitor",
                        "identified-activities-sink",
                        "identified-activities-source",
                        "captured-leads-source",
                        "activities-source",
                        "merge-identified",
                        "lead-links-source",
                        "declare-merged-leads",
                        "merged-leads-repartition-filter",
                        "merged-leads-repartition-sink",
                        "merged-leads-repartition-source",
                        "merged-parts-sink",
                        "merge-links",
                        "merge-merged-leads",
                        "lead-commands-source",
                        "command-outcomes-source",
                        "merge-commands",
                        "merge-outcomes",
                        "merge-captures",
                        "merge-activities",
                        "score-lead",
                        "lead-scores-sink",
                        "lead-profiles-sink",
                        "scoring-progress-sink");
        assertThat(scoring.harness.driver().getAllStateStores())
                .containsOnlyKeys(
                        "lead-state",
                        "seen-event",
                        "due-timer",
                        "rule-set",
                        "predictive-model",
                        "rescore-cursor",
                        "measure-book",
                        "backfill-seen",
                        "visitor-state",
                        "visitor-activity",
                        "seen-visitor-event");
        assertThat(scoring.harness.generatedNames()).isEmpty();
    }

    @Test
    void shouldTellScoreAndProfileOfACapture() {
        scoring.send(Rules.shipped(1));
        scoring.send(capture("e1", ANN).setTitle("CTO").build());
        var score = scoring.scores.readRecord();
        assertThat(score.key()).isEqualTo(leadId(ANN));
        assertThat(score.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(score.value().getScore()).isEqualTo(30);
        assertThat(score.value().getLines())
                .containsExactly(
                        new ScoreLine("title-c-level", "demographic", 1, 0, 20, 0, 0),
                        new ScoreLine("form-submitted", "behavioural", 1, 0, 10, 0, 0));
        LeadProfile profile = scoring.profiles.readValue();
        assertThat(profile.getEmail()).isEqualTo(ANN);
        assertThat(profile.getScore()).isEqualTo(30);
        assertThat(profile.getGrade()).isEqualTo(Grade.F);
        assertThat(scoring.profiles.isEmpty()).isTrue();
    }

    @Test
    void shouldCountAnEventOnceHoweverOftenItComes() {
        scoring.send(Rules.shipped(1));
        for (int i = 0; i < 3; i++) {
            scoring.send(capture("e1", ANN).build());
            scoring.send(activity("e2", ANN, "demo_requested").build());
            scoring.send(activity("e1", ANN, "demo_requested").build());
        }
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(30);
        assertThat(scoring.told()).hasSize(2);
        assertThat(scoring.counted("duplicates")).isEqualTo(7);
        assertThat(scoring.counted("events")).isEqualTo(2);
        scoring.send(activity("e2", "bob@example.org", "demo_requested").build());
        assertThat(scoring.state(leadId("bob@example.org")).getScore())
                .as("the id counts for each lead")
                .isEqualTo(20);
    }

    @Test
    void shouldRememberIdsForExactlyTheWindow() {
        scoring.send(Rules.shipped(1));
        var event = activity("e1", ANN, "email_opened");
        scoring.send(event.build());
        var window = Duration.ofDays(30);
        scoring.send(event.setReceivedAt(NOW.plus(window)).build());
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(2);
        scoring.send(event.setReceivedAt(NOW.plus(window).plusMillis(1)).build());
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(4);
        scoring.send(event.setReceivedAt(NOW.plus(window).plusMillis(2)).build());
        scoring.send(event.setReceivedAt(NOW.plus(Duration.ofDays(1))).build());
        assertThat(scoring.state(leadId(ANN)).getScore())
                .as("also out of order")
                .isEqualTo(4);
    }

    @Test
    void shouldForgetIdsThatNoRepeatCanBeNearTo() {
        int leads = 3;
        try (var small = new ScoringHarness(2, 500)) {
            for (int lead = 0; lead < leads; lead++) {
                for (int i = 0; i <= LeadSeen.RECENT; i++) {
                    small.send(activity("old-" + i, "person-" + lead + "@example.org", "email_opened")
                            .build());
                }
            }
            var later = activity("new", ANN, "email_opened");
            small.send(later.setReceivedAt(NOW.plus(Duration.ofDays(75))).build());
            small.tick();
            assertThat(small.rows(StoreNames.SEEN_EVENT))
                    .as("only by the wall clock")
                    .isEqualTo(leads);
            small.harness.advance(Duration.ofDays(75));
            assertThat(small.rows(StoreNames.SEEN_EVENT)).isEqualTo(1);
            small.tick();
            assertThat(small.rows(StoreNames.SEEN_EVENT)).isZero();
            small.send(later.build());
            assertThat(small.counted("duplicates")).isEqualTo(1);
        }
    }

    @Test
    void shouldTellTheProfileOnlyWhenItChanges() {
        scoring.send(Rules.shipped(1));
        scoring.send(capture("e0", ANN).build());
        assertThat(scoring.profiles.readValuesToList()).hasSize(1);
        scoring.send(activity("e1", ANN, "page_viewed").build());
        scoring.send(activity("e2", ANN, "webinar_attended").build());
        assertThat(scoring.profiles.isEmpty()).isTrue();
        assertThat(scoring.told()).extracting(ScoreChanged::getScore).containsExactly(10, 11);
        scoring.send(activity("e3", ANN, "demo_requested").build());
        scoring.send(activity("e4", ANN, "demo_requested").build());
        assertThat(scoring.profiles.readValue().getGrade()).isEqualTo(Grade.D);
        scoring.send(capture("e5", ANN)
                .setCompany("Engines")
                .setSourceKind(SourceKind.API)
                .build());
        assertThat(scoring.profiles.readValue().getCompany()).isEqualTo("Engines");
    }

    @Test
    void shouldQualifyOnce() {
        scoring.send(Rules.shipped(1));
        for (int i = 0; i < 6; i++) {
            scoring.send(activity("d" + i, ANN, "demo_requested").build());
        }
        var told = scoring.told();
        assertThat(told).extracting(ScoreChanged::getScore).containsExactly(20, 40, 60, 80, 100);
        assertThat(told)
                .filteredOn(ScoreChanged::getQualifiedNow)
                .singleElement()
                .satisfies(change -> assertThat(change.getScore()).isEqualTo(80));
        var profiles = scoring.profiles.readValuesToList();
        assertThat(profiles).extracting(LeadProfile::getQualified).containsExactly(false, false, true, true);
        assertThat(profiles).extracting(LeadProfile::getVersion).containsExactly(1L, 2L, 3L, 4L);
        assertThat(scoring.counted("qualifications")).isEqualTo(1);
    }

    @Test
    void shouldHoldLeadsInSilenceUntilTheFirstRules() {
        scoring.send(capture("e1", ANN).setTitle("CTO").build());
        scoring.send(activity("e2", ANN, "email_opened").build());
        scoring.tick();
        assertThat(scoring.told()).isEmpty();
        assertThat(scoring.profiles.isEmpty()).isTrue();
        scoring.send(Rules.shipped(1));
        scoring.tick();
        assertThat(scoring.told()).singleElement().satisfies(change -> {
            assertThat(change.getScore()).isEqualTo(32);
            assertThat(change.getCause()).isEqualTo(ScoreCause.RULE_SET);
        });
        assertThat(scoring.profiles.readValue().getScore()).isEqualTo(32);
    }

    @Test
    void shouldReScoreEveryLeadBySlicesAndStaleOnesWhenTouched() {
        try (var small = new ScoringHarness(2, 500)) {
            small.send(Rules.shipped(1));
            for (int i = 0; i < 5; i++) {
                small.send(
                        activity("e", "p" + i + "@example.org", "email_opened").build());
            }
            assertThat(small.told()).hasSize(5);
            small.tick();
            small.tick();
            small.tick();
            small.send(Rules.of(2, "{name: Open, activity: email_opened, points: 7}"));
            small.tick();
            assertThat(small.told())
                    .hasSize(2)
                    .allMatch(change -> change.getScore() == 7 && change.getPreviousScore() == 2);
            String last = small.states().lastKey();
            var touched = activity("f", "x", "email_opened").setLeadId(last).build();
            small.send(touched);
            assertThat(small.told()).extracting(ScoreChanged::getScore).containsExactly(7, 14);
            small.tick();
            small.tick();
            assertThat(small.told()).hasSize(2);
            small.tick();
            assertThat(small.told()).isEmpty();
            assertThat(small.states().values()).allMatch(state -> state.getRulesVersion() == 2);
            assertThat(small.counted("rescored")).isEqualTo(5 + 5);
        }
    }

    @Test
    void shouldStartTheSweepAgainForAStillNewerVersion() {
        try (var small = new ScoringHarness(1, 500)) {
            for (int i = 0; i < 3; i++) {
                small.send(
                        activity("e", "p" + i + "@example.org", "email_opened").build());
            }
            small.send(Rules.of(2, "{name: Open, activity: email_opened, points: 7}"));
            small.tick();
            small.send(Rules.of(3, "{name: Open, activity: email_opened, points: 9}"));
            for (int i = 0; i < 4; i++) {
                small.tick();
            }
            assertThat(small.states().values()).allMatch(state -> state.getScore() == 9);
        }
    }

    @Test
    void shouldIgnoreAnOlderVersionAndSetAsideAnUnusableOne() {
        scoring.send(Rules.of(5, "{name: Open, activity: email_opened, points: 7}"));
        scoring.send(Rules.of(4, "{name: Open, activity: email_opened, points: 1}"));
        var unusable = Rules.of(6, "{name: Open, activity: email_opened, points: 1}");
        unusable.setDailyHitLimit(0);
        scoring.send(unusable);
        scoring.send(activity("e1", ANN, "email_opened").build());
        assertThat(scoring.told()).singleElement().satisfies(change -> {
            assertThat(change.getScore()).isEqualTo(7);
            assertThat(change.getRulesVersion()).isEqualTo(5);
        });
        assertThat(scoring.harness.deadLetters().getQueueSize()).isEqualTo(1);
    }

    @Test
    void shouldSetAsideWhatCannotBeReadOrTaken() {
        scoring.send(Rules.shipped(1));
        scoring.harness.rawInput(Topics.ACTIVITIES).pipeInput("lead", "no avro".getBytes(StandardCharsets.UTF_8));
        scoring.send(capture("e1", ANN).setCompany("x".repeat(300_000)).build());
        scoring.harness
                .<io.leadstream.schemas.capture.Activity>input(Topics.ACTIVITIES)
                .pipeInput("lead", null);
        var letters = scoring.harness.deadLetters().readRecordsToList();
        assertThat(letters).hasSize(3);
        assertThat(new String(
                        letters.get(1)
                                .headers()
                                .lastHeader("__streams.errors.message")
                                .value(),
                        StandardCharsets.UTF_8))
                .contains("at most");
        assertThat(scoring.states()).isEmpty();
        scoring.send(capture("e1", ANN).setCompany("y").build());
        assertThat(scoring.state(leadId(ANN)).getScore())
                .as("what was set aside is not taken for seen")
                .isEqualTo(10);
    }
}
