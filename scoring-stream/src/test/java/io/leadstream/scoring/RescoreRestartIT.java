// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.activity;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.scoring.RescoreState;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Publishing twice in a row, and a restart in the middle of re-scoring, on a real broker. */
class RescoreRestartIT {

    private static final int LEADS = 160;
    private static final int PARTITIONS = 2;
    /** One lead of a partition a slice: a version takes 12 s, long enough for the slowest machine to stop it in the middle. */
    private static final int SLOW_MILLIS = 150;

    private static final int QUICK_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    @TempDir
    Path stateDir;

    @Test
    void shouldEndByTheLastVersionWhenPublishedTwiceAndRestartedInTheMiddle() {
        TopicProvisioner.provision(
                settings(stateDir, QUICK_MILLIS), ScoringTopology.topics(), List.of(ScoringConfig.APPLICATION_ID));
        publish(1, 1);
        for (int lead = 0; lead < LEADS; lead++) {
            var open = activity("open-" + lead, "lead-" + lead + "@example.org", "email_opened")
                    .build();
            CLUSTER.write(Topics.ACTIVITIES, open.getLeadId(), open);
        }
        try (Service service = started(stateDir.resolve("first"), SLOW_MILLIS)) {
            await().atMost(PATIENCE).until(() -> scores().size() == LEADS);
            publish(2, 2);
            publish(3, 3);
            await().atMost(PATIENCE).until(() -> scores().containsValue(3));
            assertThat(service.failure()).isNull();
        }
        assertThat(progress().values())
                .as("it was stopped in the middle")
                .anyMatch(progress -> progress.getVersion() < 3 || progress.getState() != RescoreState.DONE);

        // Without any local state: what it goes on from is in the changelogs.
        try (Service service = started(stateDir.resolve("second"), QUICK_MILLIS)) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(progress()).hasSize(PARTITIONS).allSatisfy((partition, progress) -> {
                                assertThat(progress.getVersion()).isEqualTo(3);
                                assertThat(progress.getActiveVersion()).isEqualTo(3);
                                assertThat(progress.getState()).isEqualTo(RescoreState.DONE);
                            }));
            assertThat(service.failure()).isNull();
        }
        assertThat(progress().values().stream()
                        .mapToLong(ScoringProgress::getVisited)
                        .sum())
                .as("every lead was looked at once by the last version")
                .isEqualTo(LEADS);
        assertThat(scores()).hasSize(LEADS).values().containsOnly(3);
        holdLedgers();
    }

    /** Each lead's changes follow one another; a version changes a score at most once, and none comes after a newer. */
    private static void holdLedgers() {
        CLUSTER.read(Topics.LEAD_SCORES).stream()
                .map(record -> record.value())
                .collect(groupingBy(change -> change.getLeadId()))
                .values()
                .forEach(ledger -> {
                    int version = 0;
                    for (int i = 0; i < ledger.size(); i++) {
                        var change = ledger.get(i);
                        assertThat(change.getSequence()).isEqualTo(i + 1);
                        assertThat(change.getRulesVersion()).isGreaterThan(version);
                        if (i > 0) {
                            assertThat(change.getCause()).isEqualTo(ScoreCause.RULE_SET);
                        }
                        version = change.getRulesVersion();
                    }
                    assertThat(version).isEqualTo(3);
                });
    }

    private static void publish(int version, int points) {
        CLUSTER.write(
                Topics.SCORING_RULE_SETS,
                String.valueOf(version),
                Rules.of(version, "{name: Open, activity: email_opened, points: " + points + "}"));
    }

    /** The newest score of each lead. */
    private static Map<String, Integer> scores() {
        var scores = new HashMap<String, Integer>();
        CLUSTER.read(Topics.LEAD_SCORES)
                .forEach(change -> scores.put(change.key(), change.value().getScore()));
        return scores;
    }

    /** The newest word of each partition. */
    private static Map<String, ScoringProgress> progress() {
        var progress = new HashMap<String, ScoringProgress>();
        CLUSTER.read(Topics.SCORING_PROGRESS).forEach(record -> progress.put(record.key(), record.value()));
        return progress;
    }

    private static Service started(Path stateDir, int sliceEveryMillis) {
        Service service = ScoringService.create(settings(stateDir, sliceEveryMillis));
        service.start();
        await().atMost(PATIENCE).until(service::ready);
        return service;
    }

    private static Settings settings(Path stateDir, int sliceEveryMillis) {
        Map<String, Object> values = CLUSTER.settings(PARTITIONS);
        values.put("scoring.streams.state.dir", stateDir.toString());
        values.put("scoring.streams.standby.replicas", 0);
        values.put(ScoringConfig.SLICE_KEYS, 1);
        values.put(ScoringConfig.SWEEP_INTERVAL, sliceEveryMillis);
        return Settings.of(ScoringConfig.definition(), values);
    }
}
