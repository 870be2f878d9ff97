// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leadstream.assignment.AssignmentService;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.domain.routing.RoutingFiles;
import io.leadstream.domain.rules.RuleFiles;
import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.scoring.ScoringService;
import io.leadstream.standalone.dataset.DemoData;
import io.leadstream.standalone.dataset.DemoSize;
import io.leadstream.testkit.TopologyHarness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.Test;

/** The whole demo through the real topologies: its order, and repeats, change neither scores nor who needs an owner. */
class DemoOrderTest {

    private static final Instant NOW = TopologyHarness.START;
    private static final Map<String, String> FEW_PARTITIONS = Map.of(CommonSettings.PARTITIONS, "4");

    /** What became of all leads: score and grade by lead, leads for sales, and leads by owner. */
    private record Outcome(Map<String, String> scores, Set<String> forSales, Map<String, Set<String>> owned) {}

    @Test
    void shouldEndTheSameInAnyOrderWithEveryTenthEventTwice() {
        DemoData data = DemoData.make(DemoSize.FULL);
        List<List<Outgoing<?>>> asSent = CapturedDemo.of(data, NOW.truncatedTo(ChronoUnit.DAYS), NOW);
        long seed = System.nanoTime();

        Outcome straight = run(asSent);
        Outcome shuffled = run(shuffledWithRepeats(asSent, seed));

        // Those of the file that is imported are left out here, unless something else tells of them.
        assertThat(straight.scores()).hasSizeBetween(1_950, 2_000);
        assertThat(shuffled.scores()).as("seed %d", seed).isEqualTo(straight.scores());
        assertThat(shuffled.forSales()).as("seed %d", seed).isEqualTo(straight.forSales());
        for (Outcome outcome : List.of(straight, shuffled)) {
            Set<String> owned = new TreeSet<>();
            outcome.owned().values().forEach(owned::addAll);
            assertThat(owned).isEqualTo(outcome.forSales());
            assertThat(outcome.owned().values().stream().mapToInt(Set::size).sum())
                    .isEqualTo(owned.size());
        }
    }

    private static List<List<Outgoing<?>>> shuffledWithRepeats(List<List<Outgoing<?>>> events, long seed) {
        List<List<Outgoing<?>>> shuffled = new ArrayList<>(events);
        for (int i = 0; i < events.size(); i += 10) {
            shuffled.add(events.get(i));
        }
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static Outcome run(List<List<Outgoing<?>>> events) {
        Map<String, String> scores = new TreeMap<>();
        List<LeadProfile> profiles = score(events, scores);
        Set<String> forSales = new TreeSet<>();
        Map<String, LeadProfile> newest = new HashMap<>();
        profiles.forEach(profile -> newest.put(profile.getLeadId(), profile));
        newest.values().stream()
                .filter(LeadProfile::getSalesReady)
                .map(LeadProfile::getLeadId)
                .forEach(forSales::add);
        return new Outcome(scores, forSales, assign(profiles));
    }

    private static List<LeadProfile> score(List<List<Outgoing<?>>> events, Map<String, String> scores) {
        Settings settings = Settings.of(ScoringService.definition(), FEW_PARTITIONS);
        try (TopologyHarness scoring = TopologyHarness.start(
                "lead-scoring", (streams, serdes) -> ScoringService.topology(streams, serdes, settings))) {
            var profiles = scoring.output(Topics.LEAD_PROFILES);
            var changes = scoring.output(Topics.LEAD_SCORES);
            scoring.input(Topics.SCORING_RULE_SETS).pipeInput("1", rules());
            Map<String, TestInputTopic<String, SpecificRecord>> inputs = new HashMap<>();
            for (List<Outgoing<?>> event : events) {
                event.forEach(record -> pipe(scoring, inputs, record));
            }
            for (ScoreChanged change : changes.readValuesToList()) {
                scores.put(change.getLeadId(), change.getScore() + " " + change.getGrade());
            }
            assertThat(scoring.deadLetters().isEmpty()).isTrue();
            return profiles.readValuesToList();
        }
    }

    private static Map<String, Set<String>> assign(List<LeadProfile> profiles) {
        Settings settings = Settings.of(AssignmentService.definition(), FEW_PARTITIONS);
        try (TopologyHarness assignment = TopologyHarness.start(
                "lead-assignment", (streams, serdes) -> AssignmentService.topology(streams, serdes, settings))) {
            var decisions = assignment.output(Topics.LEAD_ASSIGNMENTS);
            assignment.input(Topics.ASSIGNMENT_RULE_SETS).pipeInput("1", assignmentRules());
            assignment.input(Topics.ROSTERS).pipeInput("1", roster());
            var input = assignment.input(Topics.LEAD_PROFILES);
            profiles.forEach(profile -> input.pipeInput(profile.getLeadId(), profile));
            assignment.advance(Duration.ofSeconds(1));
            Map<String, Set<String>> owned = new TreeMap<>();
            Set<String> offers = new HashSet<>();
            for (LeadAssignment decision : decisions.readValuesToList()) {
                if (decision.getKind() == AssignmentKind.ASSIGNED) {
                    assertThat(offers.add(decision.getLeadId())).isTrue();
                    owned.computeIfAbsent(
                                    String.valueOf(decision.getRepresentativeId()), representative -> new TreeSet<>())
                            .add(decision.getLeadId());
                }
            }
            return owned;
        }
    }

    @SuppressWarnings("unchecked")
    private static void pipe(
            TopologyHarness scoring, Map<String, TestInputTopic<String, SpecificRecord>> inputs, Outgoing<?> record) {
        inputs.computeIfAbsent(record.topic().name(), name -> scoring.input((Topic<SpecificRecord>) record.topic()))
                .pipeInput(record.key(), record.value());
    }

    private static ScoringRuleSet rules() {
        ScoringRuleSet rules =
                RuleFiles.scoringRules(tree(RuleFiles.DEFAULT_SCORING_RULES)).orThrow();
        rules.setVersion(1);
        rules.setPublishedAt(NOW);
        rules.setPublishedBy("test");
        return rules;
    }

    private static AssignmentRuleSet assignmentRules() {
        AssignmentRuleSet rules = RoutingFiles.assignmentRules(tree(RoutingFiles.DEFAULT_ASSIGNMENT_RULES))
                .orThrow();
        rules.setVersion(1);
        rules.setPublishedAt(NOW);
        rules.setPublishedBy("test");
        return rules;
    }

    private static Roster roster() {
        Roster roster = RoutingFiles.roster(tree(RoutingFiles.DEFAULT_ROSTER)).orThrow();
        roster.setVersion(1);
        roster.setPublishedAt(NOW);
        roster.setPublishedBy("test");
        return roster;
    }

    private static Object tree(String resource) {
        try (InputStream in = RuleFiles.class.getResourceAsStream(resource)) {
            return new ObjectMapper(new YAMLFactory()).readValue(in, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
