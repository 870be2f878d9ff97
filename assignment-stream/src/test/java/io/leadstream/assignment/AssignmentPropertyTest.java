// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import static io.leadstream.assignment.Sales.officeHours;
import static io.leadstream.assignment.Sales.person;
import static io.leadstream.assignment.Sales.ready;
import static io.leadstream.assignment.Sales.roster;
import static io.leadstream.assignment.Sales.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.PersonLoad;
import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolTeam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories through the real topology: pipeline and pool agree, and nobody is lost between them. */
class AssignmentPropertyTest {

    private static final int STEPS = 150;

    static IntStream seeds() {
        return IntStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldHaveOneOwnerOrOnePlaceForEachOpenSalesLead(int seed) {
        assertThat(play(seed)).isEqualTo(play(seed));
    }

    private static List<String> play(int seed) {
        Random random = new Random(seed);
        List<String> told = new ArrayList<>();
        Map<String, String> owners = new TreeMap<>();
        try (Flow flow = new Flow()) {
            int people = 0;
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(12)) {
                    case 0 -> hire(flow, random, step + 1);
                    case 1 -> flow.publish(rules(step + 1, random.nextInt(3) > 0 ? "small" : "big"));
                    case 2 -> flow.advance(Duration.ofMinutes(random.nextInt(300)));
                    case 3 ->
                        flow.order(
                                "c" + step,
                                email(random, people),
                                "admin",
                                new AssessBant(true, true, random.nextBoolean(), true, null));
                    case 4 ->
                        flow.order(
                                "c" + step,
                                email(random, people),
                                "admin",
                                ConvertLead.newBuilder().build());
                    case 5, 6 -> profile(flow, random, email(random, people), step);
                    default -> profile(flow, random, email(people++), step);
                }
                for (LeadAssignment decision : flow.decisions()) {
                    told.add(decision.toString());
                    watch(owners, decision);
                }
                check(flow, owners);
            }
        }
        return told;
    }

    private static void hire(Flow flow, Random random, int version) {
        flow.publish(roster(
                version,
                person("ada", "small").setCapacityOpen(random.nextInt(8)).setActive(random.nextInt(4) > 0),
                person("bob", "small").setHours(officeHours()).setCapacityPerDay(1 + random.nextInt(9)),
                person("cy", "big").setCapacityOpen(random.nextInt(8)).setWeight(1 + random.nextInt(300)),
                person("di", "big").setZone("Asia/Tokyo").setHours(officeHours())));
    }

    private static void profile(Flow flow, Random random, String email, int version) {
        flow.profile(ready(email)
                .setVersion(version + 1L)
                .setReceivedAt(flow.clock())
                .setSalesReady(random.nextInt(5) > 0)
                .setChat(random.nextInt(6) == 0)
                .setScore(random.nextInt(101))
                .setEmployeeCount(random.nextBoolean() ? 5_000L : 5L));
    }

    private static String email(Random random, int people) {
        return email(random.nextInt(people + 1));
    }

    private static String email(int number) {
        return "p" + number + "@company" + number % 7 + ".com";
    }

    private static void watch(Map<String, String> owners, LeadAssignment decision) {
        if (decision.getKind() == AssignmentKind.ASSIGNED) {
            assertThat(owners.put(decision.getLeadId(), decision.getRepresentativeId()))
                    .as("two owners of %s", decision.getLeadId())
                    .isNull();
        } else if (decision.getKind() == AssignmentKind.RELEASED && decision.getRepresentativeId() != null) {
            assertThat(owners.remove(decision.getLeadId())).isEqualTo(decision.getRepresentativeId());
        }
    }

    private static void check(Flow flow, Map<String, String> owners) {
        Map<String, String> inPool = new TreeMap<>();
        Map<String, Integer> owned = new TreeMap<>();
        int waiting = 0;
        try (KeyValueIterator<String, PoolEntry> entries =
                flow.harness.<String, PoolEntry>store(StoreNames.ENTRY).all()) {
            while (entries.hasNext()) {
                PoolEntry entry = entries.next().value;
                String owner = entry.getRepresentativeId();
                String before = inPool.put(entry.getRequest().getLeadId(), owner == null ? "waits" : owner);
                assertThat(before).as("in one team at a time").isNull();
                if (owner == null) {
                    waiting++;
                } else {
                    owned.merge(owner, 1, Integer::sum);
                    assertThat(owners).containsEntry(entry.getRequest().getLeadId(), owner);
                }
            }
        }
        assertThat(owned.values().stream().mapToInt(count -> count).sum()).isEqualTo(owners.size());
        assertThat(loads(flow)).isEqualTo(owned);
        assertThat(flow.harness.store(StoreNames.QUEUE).approximateNumEntries()).isEqualTo(waiting);
        Map<String, String> inPipeline = new TreeMap<>();
        try (KeyValueIterator<String, LeadState> leads =
                flow.harness.<String, LeadState>store(StoreNames.LEAD).all()) {
            while (leads.hasNext()) {
                LeadState lead = leads.next().value;
                switch (lead.getOwnership()) {
                    case ASSIGNED -> inPipeline.put(lead.getProfile().getLeadId(), lead.getRepresentativeId());
                    case QUEUED -> inPipeline.put(lead.getProfile().getLeadId(), "waits");
                    case REQUESTED -> throw new AssertionError("an answer is missing: " + lead);
                    case NONE -> assertThat(lead.getRoute()).isNotEqualTo("sales");
                    case RELEASED -> assertThat(lead.getStatus()).isIn("unqualified", "converted");
                    case WAITING_FOR_RULES -> assertThat(lead.getRoute()).isEqualTo("sales");
                }
            }
        }
        assertThat(inPipeline).isEqualTo(inPool);
    }

    private static Map<String, Integer> loads(Flow flow) {
        Map<String, Integer> loads = new TreeMap<>();
        try (KeyValueIterator<String, PoolTeam> teams =
                flow.harness.<String, PoolTeam>store(StoreNames.TEAM).all()) {
            while (teams.hasNext()) {
                for (PersonLoad load : teams.next().value.getPeople()) {
                    if (load.getOpenLeads() > 0) {
                        loads.merge(load.getRepresentativeId(), load.getOpenLeads(), Integer::sum);
                    }
                }
            }
        }
        return loads;
    }
}
