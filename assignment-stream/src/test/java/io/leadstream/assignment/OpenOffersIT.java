// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import static io.leadstream.assignment.Sales.person;
import static io.leadstream.assignment.Sales.ready;
import static io.leadstream.assignment.Sales.roster;
import static io.leadstream.assignment.Sales.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.embedded.registry.RegistryServer;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.rules.GradeTime;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.ChildJvm;
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
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of open offers. {@code -Dleadstream.test.offers=2000} for as many. */
class OpenOffersIT {

    private static final int OFFERS = Integer.getInteger("leadstream.test.offers", 120);

    /** More than one task of each kind; every further one makes both starts longer. */
    private static final int PARTITIONS = 2;

    private static final int ACCEPTED = (OFFERS + 1) / 2;

    /** Every other lead has this grade, and so much time that its offer is accepted however slow the machine is. */
    private static final Grade TO_BE_ACCEPTED = Grade.A;

    /** The offers of all others end: long enough that many are still open together when the process is killed. */
    private static final long SECONDS_TO_ACCEPT = 1L + OFFERS / 100;

    private static final Duration PATIENCE = Duration.ofSeconds(240L + 5 * SECONDS_TO_ACCEPT);

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    @TempDir
    Path folder;

    @Test
    void shouldFireEveryTimerOnceAndLeaveNoLeadWithTwoOwnersWhenKilled() {
        TopicProvisioner.provision(
                Settings.of(AssignmentService.definition(), CLUSTER.settings(PARTITIONS)),
                AssignmentTopology.topics(),
                List.of());
        try (RegistryServer registry = RegistryServer.start(CLUSTER.bootstrapServers(), "127.0.0.1", 0);
                TopicSerdes serdes = TopicSerdes.from(
                        Map.of("schema.registry.url", registry.url().toString()))) {
            write(serdes, Topics.ASSIGNMENT_RULE_SETS, "1", rules(1, "small"));
            write(serdes, Topics.ROSTERS, "1", people());
            try (ChildJvm first = start(registry)) {
                // The clocks of the others begin when the process is up, however long that took.
                lead(serdes, 0);
                await(serdes, AssignmentKind.ASSIGNED, 1);
                for (int i = 1; i < OFFERS; i++) {
                    lead(serdes, i);
                }
                await(serdes, AssignmentKind.ASSIGNED, OFFERS);
                for (int i = 0; i < OFFERS; i += 2) {
                    accept(serdes, email(i));
                }
                await(serdes, AssignmentKind.ACCEPTED, ACCEPTED / 4);
                assertThat(first.handle().isAlive()).as(first.output()).isTrue();
                first.kill();
            }
            try (ChildJvm second = start(registry)) {
                awaitRest(serdes, second);
                second.terminate();
                second.awaitExit(Duration.ofSeconds(20));
            }
            List<LeadAssignment> log = decisions(serdes);
            Map<String, String> owners = owners(log);
            everyTimerFiredOnce(log, read(serdes, Topics.ASSIGNMENT_ALERTS));
            assertThat(log.stream().filter(d -> d.getKind() == AssignmentKind.ACCEPTED))
                    .hasSize(ACCEPTED);
            assertThat(owners).hasSize(OFFERS);
            assertThat(owners.values().stream().filter("mia"::equals))
                    .as("who did not accept, the manager has")
                    .hasSize(OFFERS - ACCEPTED);
            assertThat(CLUSTER.readBytes("lead-assignment-dead-letters")).isEmpty();
        }
    }

    /** Replays ownership in the order of the log: nobody gets a lead that somebody has. */
    private static Map<String, String> owners(List<LeadAssignment> log) {
        Map<String, String> owners = new HashMap<>();
        for (LeadAssignment decision : log) {
            String lead = decision.getLeadId();
            if (decision.getKind() == AssignmentKind.ASSIGNED) {
                assertThat(owners.put(lead, String.valueOf(decision.getRepresentativeId())))
                        .as("two owners of %s", lead)
                        .isNull();
            } else if (decision.getKind() == AssignmentKind.RELEASED) {
                assertThat(owners.remove(lead)).isEqualTo(decision.getRepresentativeId());
            }
        }
        return owners;
    }

    /** Each offer ended once, and what ended by its clock was warned of twice before. */
    private static void everyTimerFiredOnce(List<LeadAssignment> log, List<AssignmentAlert> alerts) {
        Map<String, List<AlertKind>> warned = new HashMap<>();
        for (AssignmentAlert alert : alerts) {
            if (alert.getKind() != AlertKind.ESCALATED) {
                warned.computeIfAbsent(alert.getLeadId() + "/" + alert.getOfferNumber(), offer -> new ArrayList<>())
                        .add(alert.getKind());
            }
        }
        Map<String, List<AlertKind>> expired = new HashMap<>();
        Set<String> due = new HashSet<>();
        Set<String> ended = new HashSet<>();
        for (LeadAssignment decision : log) {
            String offer = decision.getLeadId() + "/" + decision.getOfferNumber();
            switch (decision.getKind()) {
                case ASSIGNED -> {
                    if (decision.getMethod() != AssignmentMethod.ESCALATED) {
                        assertThat(due.add(offer)).isTrue();
                    }
                }
                case ACCEPTED, EXPIRED -> {
                    assertThat(ended.add(offer)).as("ended twice: %s", offer).isTrue();
                    if (decision.getKind() == AssignmentKind.EXPIRED) {
                        assertThat(decision.getDecidedAt())
                                .isAfterOrEqualTo(Objects.requireNonNull(decision.getAcceptBy()));
                        expired.put(offer, List.of(AlertKind.ACCEPT_HALFWAY, AlertKind.ACCEPT_LATE));
                    }
                }
                default -> {
                    // releases follow from these
                }
            }
        }
        assertThat(ended).isEqualTo(due);
        assertThat(warned).isEqualTo(expired);
    }

    /** Until everybody accepted or the manager has it. */
    private static void awaitRest(TopicSerdes serdes, ChildJvm child) {
        Awaitility.await("every offer to end")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    assertThat(child.handle().isAlive()).as(child.output()).isTrue();
                    return decisions(serdes).stream()
                                    .filter(d -> d.getKind() == AssignmentKind.ACCEPTED
                                            || (d.getMethod() == AssignmentMethod.ESCALATED
                                                    && d.getKind() == AssignmentKind.ASSIGNED))
                                    .count()
                            >= OFFERS;
                });
    }

    private static Roster people() {
        Roster roster = roster(
                1,
                person("ada", "small"),
                person("bob", "small"),
                person("cy", "small"),
                person("di", "small"),
                person("ed", "small"),
                person("mia", "big"));
        roster.getTeams().forEach(team -> {
            team.setManager("mia");
            team.setMoves(1);
            team.setAccept(List.of(
                    new GradeTime(TO_BE_ACCEPTED.name(), Duration.ofHours(1).toSeconds()),
                    new GradeTime("else", SECONDS_TO_ACCEPT)));
        });
        return roster;
    }

    private static void lead(TopicSerdes serdes, int number) {
        LeadProfile lead = ready(email(number))
                .setGrade(number % 2 == 0 ? TO_BE_ACCEPTED : Grade.B)
                .setReceivedAt(Instant.now())
                .build();
        write(serdes, Topics.LEAD_PROFILES, lead.getLeadId(), lead);
    }

    private static void accept(TopicSerdes serdes, String email) {
        LeadCommand command = Fixtures.command("accept-" + email, email, "admin")
                .setReceivedAt(Instant.now())
                .setOrder(new AcceptLead(1))
                .build();
        write(serdes, Topics.LEAD_COMMANDS, command.getLeadId(), command);
    }

    private static String email(int number) {
        return "p" + number + "@gmail.com";
    }

    /** The same instance each time, as a supervisor starts it again: nobody waits for the end of its session. */
    private ChildJvm start(RegistryServer registry) {
        Map<String, Object> settings = new HashMap<>(CLUSTER.settings(PARTITIONS));
        settings.put("schema.registry.url", registry.url().toString());
        settings.put("assignment.streams.state.dir", folder.toString());
        settings.put("assignment.streams.standby.replicas", 0);
        settings.put("kafka.streams.main.consumer.group.instance.id", "the-one");
        settings.put("assignment.http.port", 0);
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return ChildJvm.start(AssignmentApp.class, Map.of(), arguments);
    }

    private static <V extends SpecificRecord> void write(TopicSerdes serdes, Topic<V> topic, String key, V value) {
        CLUSTER.write(topic.name(), key, serdes.valueOf(topic).serializer().serialize(topic.name(), value));
    }

    private static List<LeadAssignment> decisions(TopicSerdes serdes) {
        return read(serdes, Topics.LEAD_ASSIGNMENTS);
    }

    private static <V extends SpecificRecord> List<V> read(TopicSerdes serdes, Topic<V> topic) {
        var deserializer = serdes.valueOf(topic).deserializer();
        return CLUSTER.readBytes(topic.name()).stream()
                .map(record -> deserializer.deserialize(topic.name(), record.value()))
                .toList();
    }

    private static void await(TopicSerdes serdes, AssignmentKind kind, int atLeast) {
        Awaitility.await(kind + " decisions")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> decisions(serdes).stream()
                                .filter(decision -> decision.getKind() == kind)
                                .count()
                        >= atLeast);
    }
}
