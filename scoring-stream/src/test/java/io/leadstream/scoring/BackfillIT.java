// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.identification;
import static io.leadstream.testkit.Fixtures.leadId;
import static io.leadstream.testkit.Fixtures.visitorActivity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadstream.embedded.registry.RegistryServer;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.scoring.RescoreState;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.ChildJvm;
import io.leadstream.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A version is being counted back when the process is killed; another instance, without any state, takes over. */
class BackfillIT {

    private static final int PARTITIONS = 2;
    private static final int PEOPLE = 30;
    private static final int ROUNDS = 40;

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    private static RegistryServer registry;
    private static TopicSerdes serdes;

    @TempDir
    Path stateDir;

    @BeforeAll
    static void provision() {
        registry = RegistryServer.start(CLUSTER.bootstrapServers(), "127.0.0.1", 0);
        serdes = TopicSerdes.from(Map.of("schema.registry.url", registry.url().toString()));
        TopicProvisioner.provision(
                settings(Path.of("unused"), Map.of()), ScoringTopology.topics(), List.of(ScoringConfig.APPLICATION_ID));
    }

    @AfterAll
    static void close() {
        serdes.close();
        registry.close();
    }

    @Test
    void shouldCountBackExactlyThroughAKillInTheMiddle() {
        write(Topics.SCORING_RULE_SETS, "1", Rules.of(1, "{name: Views, activity: pricing_viewed, points: 1}"));
        Map<String, Integer> enterprise = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            view(round, enterprise);
        }
        write(Topics.VISITOR_ACTIVITIES, "v", visit("v-1"));
        write(Topics.VISITOR_ACTIVITIES, "v", identification("i", "v", email(0)).build());
        enterprise.merge(leadId(email(0)), 1, Integer::sum);

        Map<String, Object> slow = Map.of("scoring.sweep.slice.keys", 10, "scoring.sweep.interval.ms", 100);
        try (ChildJvm first = ChildJvm.start(ScoringApp.class, Map.of(), arguments(slow))) {
            await("the old version").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            last(1).values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                    .isEqualTo(PEOPLE * ROUNDS + 1));
            write(
                    Topics.SCORING_RULE_SETS,
                    "2",
                    Rules.of(
                            2,
                            "{name: Enterprise, activity: pricing_viewed, points: 1,"
                                    + " where: {field: plan, operator: equals, value: enterprise}}"));
            await("the middle").atMost(Duration.ofSeconds(30)).until(() -> progress().stream()
                    .anyMatch(told -> told.getState() == RescoreState.BACKFILLING && told.getVisited() > 100));
            view(ROUNDS, enterprise);
            first.kill();
        }
        assertThat(last(2)).as("killed before it was done").isEmpty();

        view(ROUNDS + 1, enterprise);
        write(Topics.VISITOR_ACTIVITIES, "v", visit("v-2"));
        enterprise.merge(leadId(email(0)), 1, Integer::sum);
        try (Service second = ScoringService.create(settings(stateDir.resolve("second"), Map.of()))) {
            second.start();
            await("the new version").atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(last(2))
                    .isEqualTo(enterprise));
            assertThat(second.failure()).isNull();
            view(ROUNDS + 2, enterprise);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(last(2)).isEqualTo(enterprise));
        }
        assertThat(CLUSTER.readBytes(TopicProvisioner.deadLetters(ScoringConfig.APPLICATION_ID)))
                .isEmpty();
    }

    /** Everybody looks at a price, every event twice; of every third person it is another plan's. */
    private static void view(int round, Map<String, Integer> enterprise) {
        for (int i = 0; i < PEOPLE; i++) {
            boolean counts = (round + i) % 3 != 0;
            Activity view = activity("view-" + round, email(i), "pricing_viewed")
                    .setOccurredAt(NOW.minus(Duration.ofDays(round)))
                    .setProperties(Map.of("plan", counts ? "\"enterprise\"" : "\"free\""))
                    .build();
            write(Topics.ACTIVITIES, view.getLeadId(), view);
            write(Topics.ACTIVITIES, view.getLeadId(), view);
            if (counts) {
                enterprise.merge(view.getLeadId(), 1, Integer::sum);
            }
        }
    }

    private static Activity visit(String eventId) {
        return visitorActivity(eventId, "v", "pricing_viewed")
                .setProperties(Map.of("plan", "\"enterprise\""))
                .build();
    }

    /** The last score that a version gave each lead. */
    private static Map<String, Integer> last(int version) {
        Map<String, Integer> last = new TreeMap<>();
        read(Topics.LEAD_SCORES).forEach(record -> {
            ScoreChanged change = (ScoreChanged) record;
            if (change.getRulesVersion() == version) {
                last.put(change.getLeadId(), change.getScore());
            }
        });
        return last;
    }

    private static List<ScoringProgress> progress() {
        return read(Topics.SCORING_PROGRESS).stream()
                .map(ScoringProgress.class::cast)
                .toList();
    }

    private static List<SpecificRecord> read(Topic<? extends SpecificRecord> topic) {
        var records = new ArrayList<SpecificRecord>();
        var decoder = serdes.valueOf(topic).deserializer();
        CLUSTER.readBytes(topic.name())
                .forEach(record -> records.add(decoder.deserialize(topic.name(), record.value())));
        return records;
    }

    private static <V extends SpecificRecord> void write(Topic<V> topic, String key, V value) {
        CLUSTER.write(topic.name(), key, serdes.valueOf(topic).serializer().serialize(topic.name(), value));
    }

    private List<String> arguments(Map<String, Object> more) {
        var arguments = new ArrayList<String>();
        values(stateDir.resolve("first"), more).forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return arguments;
    }

    private static Settings settings(Path stateDir, Map<String, Object> more) {
        return Settings.of(ScoringConfig.definition(), values(stateDir, more));
    }

    private static Map<String, Object> values(Path stateDir, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(CLUSTER.settings(PARTITIONS));
        values.put("schema.registry.url", registry.url().toString());
        values.put("scoring.streams.state.dir", stateDir.toString());
        values.put("scoring.streams.standby.replicas", 0);
        values.put("scoring.http.port", 0);
        values.putAll(more);
        return values;
    }

    private static String email(int person) {
        return "person-" + person + "@example.org";
    }
}
