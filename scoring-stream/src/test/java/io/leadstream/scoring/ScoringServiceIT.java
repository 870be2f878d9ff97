// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.identification;
import static io.leadstream.testkit.Fixtures.leadId;
import static io.leadstream.testkit.Fixtures.visitorActivity;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, with several partitions, transactions, and restarts in the middle. */
class ScoringServiceIT {

    private static final int PEOPLE = 40;
    private static final int ROUNDS = 9;

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    @TempDir
    Path stateDir;

    @BeforeAll
    static void provision() {
        TopicProvisioner.provision(
                settings(Path.of("unused")), ScoringTopology.topics(), List.of(ScoringConfig.APPLICATION_ID));
    }

    @Test
    void shouldCountEachEventOnceThroughRestartsAndNewRules() {
        CLUSTER.write(Topics.SCORING_RULE_SETS, "1", Rules.shipped(1));
        Path first = stateDir.resolve("first");
        try (Service service = started(first)) {
            sendRounds(0, 3);
            awaitScores(3 * 2);
            sendRounds(3, 5);
            assertThat(service.failure()).isNull();
        }
        // The first goes on where it was; the second comes without any state and shares the work.
        try (Service again = started(first);
                Service second = started(stateDir.resolve("second"))) {
            sendRounds(4, 7);
            awaitScores(7 * 2);
            CLUSTER.write(
                    Topics.SCORING_RULE_SETS, "2", Rules.of(2, "{name: Open, activity: email_opened, points: 3}"));
            sendRounds(7, ROUNDS);
            awaitScores(ROUNDS * 3);
            visitorIdentifies();
            phoneTurnsOutToBeAnEmails();
            assertThat(again.failure()).isNull();
            assertThat(second.failure()).isNull();
        }
        holdLedgers();
        assertThat(CLUSTER.readBytes(TopicProvisioner.deadLetters(ScoringConfig.APPLICATION_ID)))
                .isEmpty();
    }

    /** Sends rounds of one open for each person; every event twice. */
    private static void sendRounds(int from, int to) {
        for (int round = from; round < to; round++) {
            for (int i = 0; i < PEOPLE; i++) {
                var open = activity("open-" + round, email(i), "email_opened")
                        .setOccurredAt(NOW.minus(Duration.ofDays(round)))
                        .build();
                CLUSTER.write(Topics.ACTIVITIES, open.getLeadId(), open);
                CLUSTER.write(Topics.ACTIVITIES, open.getLeadId(), open);
            }
        }
    }

    private static void awaitScores(int score) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var last = new HashMap<String, Integer>();
            CLUSTER.read(Topics.LEAD_SCORES)
                    .forEach(change -> last.put(change.key(), change.value().getScore()));
            assertThat(last).hasSize(PEOPLE).allSatisfy((lead, reached) -> assertThat(reached)
                    .isEqualTo(score));
        });
    }

    private static void visitorIdentifies() {
        CLUSTER.write(
                Topics.VISITOR_ACTIVITIES,
                "v",
                visitorActivity("seen", "v", "email_opened").build());
        CLUSTER.write(
                Topics.VISITOR_ACTIVITIES,
                "v",
                identification("known", "v", "late@example.org").build());
        var capture = capture("form", "late@example.org").build();
        CLUSTER.write(Topics.CAPTURED_LEADS, capture.getLeadId(), capture);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(CLUSTER.read(Topics.LEAD_SCORES))
                    .filteredOn(change -> change.key().equals(leadId("late@example.org")))
                    .singleElement()
                    .satisfies(change -> assertThat(change.value().getCauseId()).isEqualTo("seen"));
            assertThat(CLUSTER.read(Topics.LEAD_PROFILES))
                    .filteredOn(profile -> profile.key().equals(leadId("late@example.org")))
                    .last()
                    .satisfies(
                            profile -> assertThat(profile.value().getCaptured()).isTrue());
        });
    }

    /** From one partition to another, through the topic that scoring writes to itself. */
    private static void phoneTurnsOutToBeAnEmails() {
        for (int i = 0; i < 8; i++) {
            String phone = "+44207946001" + i;
            String lead = leadId(phone);
            var open = activity("open", phone, "email_opened").setEmail(null).setPhone(phone);
            CLUSTER.write(Topics.ACTIVITIES, lead, open.build());
            CLUSTER.write(Topics.LEAD_LINKS, lead, new LeadLink(lead, leadId("one@example.org"), "link", NOW, NOW));
            CLUSTER.write(Topics.ACTIVITIES, lead, open.setEventId("open-2").build());
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(CLUSTER.read(Topics.LEAD_SCORES))
                .filteredOn(change -> change.key().equals(leadId("one@example.org")))
                .last()
                .satisfies(change -> assertThat(change.value().getScore()).isEqualTo(8 * 2 * 3)));
    }

    /** Each lead's changes follow one another without gap or repeat, and each adds up. */
    private static void holdLedgers() {
        Map<String, List<ConsumerRecord<String, ScoreChanged>>> byLead =
                CLUSTER.read(Topics.LEAD_SCORES).stream().collect(groupingBy(ConsumerRecord::key));
        byLead.values().forEach(ledger -> {
            long sequence = 0;
            int score = 0;
            for (var change : ledger) {
                assertThat(change.value().getSequence()).isEqualTo(++sequence);
                assertThat(change.value().getPreviousScore()).isEqualTo(score);
                score = change.value().getScore();
                int sum = change.value().getLines().stream()
                        .mapToInt(line -> line.getPoints())
                        .sum();
                assertThat(sum).isEqualTo(change.value().getTotal());
            }
        });
        Map<String, List<ConsumerRecord<String, LeadProfile>>> profiles =
                CLUSTER.read(Topics.LEAD_PROFILES).stream().collect(groupingBy(ConsumerRecord::key));
        profiles.values().forEach(versions -> {
            for (int i = 0; i < versions.size(); i++) {
                assertThat(versions.get(i).value().getVersion()).isEqualTo(i + 1);
            }
        });
    }

    private static Service started(Path stateDir) {
        Service service = ScoringService.create(settings(stateDir));
        service.start();
        await().atMost(Duration.ofSeconds(60)).until(service::ready);
        assertThat(service.live()).isTrue();
        assertThat(service.name()).isEqualTo("scoring-stream");
        return service;
    }

    private static Settings settings(Path stateDir) {
        Map<String, Object> values = CLUSTER.settings(4);
        values.put("scoring.streams.state.dir", stateDir.toString());
        values.put("scoring.streams.standby.replicas", 0);
        return Settings.of(ScoringConfig.definition(), values);
    }

    private static String email(int person) {
        return "person-" + person + "@example.org";
    }
}
