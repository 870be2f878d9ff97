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
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandBackLead;
import io.leadstream.schemas.capture.HandOverLeads;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.capture.SetAvailability;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.PersonLoad;
import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolTeam;
import io.leadstream.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
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
        Set<String> ended = new HashSet<>();
        try (Flow flow = new Flow()) {
            int people = 0;
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(18)) {
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
                    case 7, 8 -> answer(flow, random, email(random, people), "c" + step);
                    case 9 -> flow.pass(Duration.ofMinutes(random.nextInt(90)));
                    case 10 ->
                        flow.staff(
                                "c" + step,
                                someone(random),
                                "admin",
                                new SetAvailability(random.nextBoolean(), until(flow, random), null));
                    case 11 ->
                        flow.staff(
                                "c" + step,
                                someone(random),
                                "admin",
                                new HandOverLeads(random.nextBoolean() ? "di" : null, null, null));
                    case 12 ->
                        flow.order(
                                "c" + step,
                                email(random, people),
                                "admin",
                                random.nextBoolean()
                                        ? new ReassignLead(someone(random), null, null)
                                        : new ReassignLead(null, "big", null));
                    default -> profile(flow, random, email(people++), step);
                }
                for (LeadAssignment decision : flow.decisions()) {
                    told.add(decision.toString());
                    watch(owners, decision);
                    assertThat(ended(decision) && !ended.add(decision.getLeadId() + decision.getOfferNumber()))
                            .as("an offer ends once: %s", decision)
                            .isFalse();
                }
                check(flow, owners);
            }
        }
        return told;
    }

    /** Accepts, declines or gives back, mostly with the number of the open offer. */
    private static void answer(Flow flow, Random random, String email, String id) {
        LeadState lead = flow.harness.<String, LeadState>store(StoreNames.LEAD).get(Fixtures.leadId(email));
        int offer = lead == null ? 1 : lead.getOfferNumber() - (random.nextInt(5) == 0 ? 1 : 0);
        switch (random.nextInt(3)) {
            case 0 -> flow.order(id, email, "admin", new AcceptLead(offer));
            case 1 -> flow.order(id, email, "admin", new DeclineLead(offer, "no"));
            default -> flow.order(id, email, "admin", new HandBackLead("no"));
        }
    }

    private static boolean ended(LeadAssignment decision) {
        return switch (decision.getKind()) {
            case DECLINED, EXPIRED, HANDED_BACK -> true;
            default -> false;
        };
    }

    private static String someone(Random random) {
        return List.of("ada", "bob", "cy", "di").get(random.nextInt(4));
    }

    private static @Nullable Instant until(Flow flow, Random random) {
        return random.nextBoolean() ? flow.clock().plus(Duration.ofMinutes(1 + random.nextInt(300))) : null;
    }

    private static void hire(Flow flow, Random random, int version) {
        Roster roster = roster(
                version,
                person("ada", "small").setCapacityOpen(random.nextInt(8)).setActive(random.nextInt(4) > 0),
                person("bob", "small").setHours(officeHours()).setCapacityPerDay(1 + random.nextInt(9)),
                person("cy", random.nextBoolean() ? "big" : "small")
                        .setCapacityOpen(random.nextInt(8))
                        .setWeight(1 + random.nextInt(300)),
                person("di", "big")
                        .setZone("Asia/Tokyo")
                        .setHours(officeHours())
                        .setCapacityPerHour(3));
        roster.getTeams().forEach(team -> team.setManager(random.nextInt(3) > 0 ? "di" : null));
        flow.publish(roster);
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
