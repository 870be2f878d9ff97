// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import static io.leadstream.assignment.Sales.person;
import static io.leadstream.assignment.Sales.ready;
import static io.leadstream.assignment.Sales.roster;
import static io.leadstream.assignment.Sales.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.RoutingRules;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.domain.simulation.SalesFloor;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.Leave;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.WorkingHours;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The topology decides as the plain model does, which {@code FairShareTest} in {@code domain} holds against its aims. */
class TenThousandLeadsTest {

    private static final int LEADS = 10_000;
    private static final List<String> ZONES =
            List.of("America/New_York", "Europe/Berlin", "Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo", "UTC");

    @Test
    void shouldDecideAsThePlainModelWhenTenThousandLeadsComeToTwentyTwoPeople() {
        Roster roster = teamOfTwentyTwo();
        List<LeadAssignment> expected = new ArrayList<>();
        SalesFloor floor =
                new SalesFloor(new Routing(RoutingRules.of(rules(1, "sales")), TeamRoster.of(roster)), fact -> {
                    if (fact instanceof LeadAssignment decision) {
                        expected.add(decision);
                    }
                });
        List<LeadAssignment> decided = new ArrayList<>();
        try (Flow flow = new Flow()) {
            flow.publish(rules(1, "sales"));
            flow.publish(roster);
            for (LeadProfile.Builder lead : leads()) {
                flow.profile(lead);
                floor.profile(lead.build());
                decided.addAll(flow.decisions());
            }
        }

        assertThat(decided).hasSize(LEADS).allMatch(decision -> decision.getKind() == AssignmentKind.ASSIGNED);
        assertThat(decided).isEqualTo(expected);
        assertThat(widestLevel(decided, roster)).isLessThanOrEqualTo(1.0 / 50 + 1e-9);
    }

    /** Gap of open leads over weight, at the end, among those who are always there. */
    private static double widestLevel(List<LeadAssignment> decisions, Roster roster) {
        Map<String, Long> open = decisions.stream()
                .collect(Collectors.groupingBy(
                        LeadAssignment::getRepresentativeId, TreeMap::new, Collectors.counting()));
        List<Double> levels = roster.getRepresentatives().stream()
                .filter(entry -> entry.getId().startsWith("always"))
                .map(entry -> (double) open.getOrDefault(entry.getId(), 0L) / entry.getWeight())
                .sorted()
                .toList();
        return levels.get(levels.size() - 1) - levels.get(0);
    }

    private static List<LeadProfile.Builder> leads() {
        Random random = new Random(22);
        List<LeadProfile.Builder> leads = new ArrayList<>();
        Instant now = Fixtures.NOW;
        for (int i = 0; i < LEADS; i++) {
            now = now.plus(Duration.ofMillis(random.nextInt(240_000)));
            leads.add(
                    ready("p" + i + "@company" + i + ".com").setReceivedAt(now).setScore(50 + random.nextInt(51)));
        }
        return leads;
    }

    private static Roster teamOfTwentyTwo() {
        List<Representative.Builder> people = new ArrayList<>();
        for (int weight : new int[] {50, 75, 100, 100, 120, 150, 200, 80}) {
            people.add(person("always" + people.size(), "sales").setWeight(weight));
        }
        for (String zone : ZONES) {
            people.add(person("shift" + people.size(), "sales")
                    .setZone(zone)
                    .setHours(List.of(
                            new WorkingHours(List.of(1, 2, 3, 4, 5), 9 * 60, 12 * 60 + 30),
                            new WorkingHours(List.of(1, 2, 3, 4), 13 * 60 + 15, 18 * 60)))
                    .setDaysOff(List.of("2026-01-08")));
        }
        for (int day = 1; day <= 4; day++) {
            Instant from = Fixtures.NOW.plus(Duration.ofDays(day));
            people.add(
                    person("leave" + day, "sales").setLeave(List.of(new Leave(from, from.plus(Duration.ofHours(30))))));
        }
        people.add(person("open40", "sales").setCapacityOpen(40));
        people.add(person("open200", "sales").setCapacityOpen(200).setWeight(300));
        people.add(person("day15", "sales").setCapacityPerDay(15).setZone("Asia/Kolkata"));
        people.add(person("hour1", "sales").setCapacityPerHour(1).setZone("Australia/Adelaide"));
        return roster(1, people.toArray(Representative.Builder[]::new));
    }
}
