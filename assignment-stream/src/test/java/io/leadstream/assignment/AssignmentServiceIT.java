// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import static io.leadstream.assignment.Sales.person;
import static io.leadstream.assignment.Sales.ready;
import static io.leadstream.assignment.Sales.roster;
import static io.leadstream.assignment.Sales.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.Candidate;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, with an instance that is replaced in the middle by one without any local state. */
class AssignmentServiceIT {

    private static final int PARTITIONS = 3;
    private static final int LEADS = 240;

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    @TempDir
    Path folder;

    private Service service(String instance) {
        Service service = AssignmentService.create(settings(instance));
        service.start();
        return service;
    }

    private Settings settings(String instance) {
        Map<String, Object> settings = new HashMap<>(CLUSTER.settings(PARTITIONS));
        settings.put("assignment.streams.state.dir", folder.resolve(instance).toString());
        settings.put("assignment.streams.standby.replicas", 0);
        return Settings.of(AssignmentService.definition(), settings);
    }

    @Test
    void shouldKeepOwnersAndLoadsExactWhenAnInstanceIsReplaced() {
        TopicProvisioner.provision(settings("none"), AssignmentTopology.topics(), List.of());
        CLUSTER.write(Topics.ASSIGNMENT_RULE_SETS, "1", rules(1, "small"));
        CLUSTER.write(
                Topics.ROSTERS,
                "1",
                roster(1, person("ada", "small").setWeight(200), person("bob", "small"), person("cy", "big")));
        List<String> people = IntStream.range(0, LEADS)
                .mapToObj(i -> "p" + i + (i % 2 == 0 ? "@gmail.com" : "@company" + i % 20 + ".com"))
                .toList();
        try (Service first = service("first")) {
            people.subList(0, LEADS / 2).forEach(this::capture);
            awaitDecisions(AssignmentKind.ASSIGNED, LEADS / 4);
            assertThat(first.failure()).isNull();
        }
        people.subList(LEADS / 2, LEADS).forEach(this::capture);
        try (Service second = service("second")) {
            List<LeadAssignment> assigned = awaitDecisions(AssignmentKind.ASSIGNED, LEADS);
            assertThat(assigned).hasSize(LEADS);
            assertThat(assigned).extracting(LeadAssignment::getLeadId).doesNotHaveDuplicates();
            assertThat(second.ready()).isTrue();
            assertThat(second.live()).isTrue();
            eachLoadWasMetOnce(assigned);

            List<String> lost = people.subList(0, 30);
            lost.forEach(this::disqualify);
            List<LeadAssignment> released = awaitDecisions(AssignmentKind.RELEASED, lost.size());
            capture("last@gmail.com");
            LeadAssignment last = awaitDecisions(AssignmentKind.ASSIGNED, LEADS + 1).stream()
                    .filter(decision -> decision.getLeadId().equals(Fixtures.leadId("last@gmail.com")))
                    .findFirst()
                    .orElseThrow();
            Map<String, Integer> loads = new TreeMap<>();
            assigned.stream()
                    .filter(decision -> decision.getTeamId().equals("small"))
                    .forEach(decision -> loads.merge(decision.getRepresentativeId(), 1, Integer::sum));
            released.stream()
                    .filter(decision -> decision.getTeamId().equals("small"))
                    .forEach(decision -> loads.merge(decision.getRepresentativeId(), -1, Integer::sum));
            for (Candidate candidate : last.getCandidates()) {
                assertThat(loads).containsEntry(candidate.getRepresentativeId(), candidate.getOpenLeads());
            }
        }
        assertThat(CLUSTER.read(Topics.COMMAND_OUTCOMES)).hasSize(30);
        assertThat(CLUSTER.readBytes("lead-assignment-dead-letters")).isEmpty();
    }

    private void capture(String email) {
        // Clocks of offers run by the wall clock: what arrived today doesn't end within the test.
        LeadProfile profile = ready(email)
                .setReceivedAt(Instant.now())
                .setEmployeeCount(email.hashCode() % 5 == 0 ? 5_000L : null)
                .build();
        CLUSTER.write(Topics.LEAD_PROFILES, profile.getLeadId(), profile);
    }

    private void disqualify(String email) {
        CLUSTER.write(
                Topics.LEAD_COMMANDS,
                Fixtures.leadId(email),
                Fixtures.command("lost-" + email, email, "admin")
                        .setOrder(new AssessBant(true, false, true, true, null))
                        .build());
    }

    /** Without releases, somebody's n-th lead is given at a load of n - 1: every number once, none left out. */
    private static void eachLoadWasMetOnce(List<LeadAssignment> assigned) {
        Map<String, List<Integer>> met = new TreeMap<>();
        for (LeadAssignment decision : assigned) {
            for (Candidate candidate : decision.getCandidates()) {
                if (candidate.getResult() == CandidateResult.CHOSEN) {
                    met.computeIfAbsent(candidate.getRepresentativeId(), id -> new ArrayList<>())
                            .add(candidate.getOpenLeads());
                }
            }
        }
        assertThat(met).containsOnlyKeys("ada", "bob", "cy");
        met.forEach((id, loads) -> {
            Set<Integer> expected =
                    new HashSet<>(IntStream.range(0, loads.size()).boxed().toList());
            assertThat(loads).as(id).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    private static List<LeadAssignment> awaitDecisions(AssignmentKind kind, int atLeast) {
        return Awaitility.await(kind + " decisions")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> CLUSTER.read(Topics.LEAD_ASSIGNMENTS).stream()
                                .map(ConsumerRecord::value)
                                .filter(decision -> decision.getKind() == kind)
                                .toList(),
                        decisions -> decisions.size() >= atLeast);
    }
}
