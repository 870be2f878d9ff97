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
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandBackLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.testkit.Fixtures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories of a few companies with people in three teams: each lead goes where its company's owner is. */
class AccountPropertyTest {

    private static final int STEPS = 120;
    private static final int COMPANIES = 5;
    private static final List<String> PEOPLE = List.of("ada", "bob", "cy", "di", "ed");

    static IntStream seeds() {
        return IntStream.range(0, 6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldFollowTheOwnersThatThePublicFactsTellOf(int seed) {
        Random random = new Random(seed);
        Roster roster = roster(
                1,
                person("ada", "small").setCapacityOpen(1 + random.nextInt(9)),
                person("bob", "small").setWeight(30 + random.nextInt(200)),
                person("cy", "big").setCapacityOpen(random.nextInt(9)),
                person("di", "big"),
                person("ed", "third"));
        List<LeadAssignment> expected = new ArrayList<>();
        SalesFloor floor =
                new SalesFloor(new Routing(RoutingRules.of(rules(1, "small")), TeamRoster.of(roster)), fact -> {
                    if (fact instanceof LeadAssignment decision) {
                        expected.add(decision);
                    }
                });
        Reading reading = new Reading(TeamRoster.of(roster));
        try (Flow flow = new Flow()) {
            flow.publish(rules(1, "small"));
            flow.publish(roster);
            int people = 0;
            for (int step = 0; step < STEPS; step++) {
                expected.clear();
                if (people == 0 || random.nextInt(3) == 0) {
                    LeadProfile.Builder lead = ready(email(people++))
                            .setEmployeeCount(random.nextInt(4) == 0 ? 5_000L : 5L)
                            .setScore(random.nextInt(101));
                    reading.came(lead);
                    flow.profile(lead);
                    floor.profile(lead.build());
                } else {
                    String email = email(random.nextInt(people));
                    Object order = reading.order(random, Fixtures.leadId(email));
                    flow.order("c" + step, email, "admin", order);
                    floor.command(command("c" + step, email, flow, order));
                }
                List<LeadAssignment> decided = flow.decisions();
                assertThat(decided)
                        .as("seed %d step %d: as the plain model", seed, step)
                        .isEqualTo(expected);
                decided.forEach(reading::learn);
            }
        }
    }

    private static LeadCommand command(String id, String email, Flow flow, Object order) {
        return Fixtures.command(id, email, "admin")
                .setReceivedAt(flow.clock())
                .setOrder(order)
                .build();
    }

    private static String email(int number) {
        return "p" + number + "@company" + number % COMPANIES + ".com";
    }

    /** Knows owners from nothing but the published decisions. */
    private static final class Reading {

        private final TeamRoster roster;
        private final Map<String, String> owners = new HashMap<>();
        private final Set<String> accepted = new HashSet<>();
        private final Map<String, LeadProfile> leads = new HashMap<>();
        private final Map<String, Integer> offers = new HashMap<>();
        private final Map<String, Integer> open = new HashMap<>();
        private final Map<String, Set<String>> refused = new HashMap<>();
        private final Set<String> directed = new HashSet<>();
        private final Set<String> moved = new HashSet<>();

        Reading(TeamRoster roster) {
            this.roster = roster;
        }

        void came(LeadProfile.Builder lead) {
            leads.put(lead.getLeadId(), lead.build());
        }

        Object order(Random random, String lead) {
            int offer = offers.getOrDefault(lead, 1) - (random.nextInt(6) == 0 ? 1 : 0);
            switch (random.nextInt(7)) {
                case 0, 1 -> {
                    return new AcceptLead(offer);
                }
                case 2, 3 -> {
                    return new DeclineLead(offer, "no");
                }
                case 4 -> {
                    return new HandBackLead("no");
                }
                case 5 -> {
                    directed.add(lead);
                    return new ReassignLead(PEOPLE.get(random.nextInt(PEOPLE.size())), null, null);
                }
                default -> {
                    return ConvertLead.newBuilder().build();
                }
            }
        }

        void learn(LeadAssignment decision) {
            String lead = decision.getLeadId();
            String person = decision.getRepresentativeId();
            String company = company(lead);
            switch (decision.getKind()) {
                case ASSIGNED -> {
                    shouldBeWhereTheOwnerIs(decision, lead, company);
                    offers.put(lead, decision.getOfferNumber());
                    open.put(lead, decision.getOfferNumber());
                    if (decision.getMethod() == AssignmentMethod.ADMIN) {
                        moved.add(lead);
                    }
                    if (person != null && !moved.contains(lead) && owners.putIfAbsent(company, person) == null) {
                        accepted.remove(company);
                    }
                }
                case QUEUED -> {
                    shouldBeWhereTheOwnerIs(decision, lead, company);
                    offers.put(lead, decision.getOfferNumber());
                }
                case ACCEPTED -> {
                    open.remove(lead);
                    if (person != null && !moved.contains(lead) && accepted.add(company)) {
                        owners.put(company, person);
                    }
                }
                case DECLINED, HANDED_BACK -> {
                    if (person != null) {
                        refused.computeIfAbsent(lead, id -> new HashSet<>()).add(person);
                    }
                    if (open.remove(lead) != null && !moved.contains(lead) && !accepted.contains(company)) {
                        owners.remove(company, person);
                    }
                }
                default -> {
                    // where a lead goes on to is another decision
                }
            }
        }

        private void shouldBeWhereTheOwnerIs(LeadAssignment decision, String lead, String company) {
            boolean news = decision.getOfferNumber() > offers.getOrDefault(lead, 0);
            boolean byRule = large(lead) || directed.contains(lead);
            if (!news || byRule) {
                return;
            }
            @Nullable String owner = owners.get(company);
            boolean canHaveIt =
                    owner != null && !refused.getOrDefault(lead, Set.of()).contains(owner);
            // Nobody of a team of one is left for a second try: then its manager or the rules decide.
            assertThat(decision.getTeamId())
                    .as("%s is of %s, which belongs to %s", lead, company, owner)
                    .isEqualTo(canHaveIt ? roster.teamOf(String.valueOf(owner)).orElseThrow() : "small");
        }

        private boolean large(String lead) {
            LeadProfile profile = leads.get(lead);
            Long employees = profile == null ? null : profile.getEmployeeCount();
            return employees != null && employees > 1_000;
        }

        private String company(String lead) {
            LeadProfile profile = leads.get(lead);
            String email = profile == null ? null : profile.getEmail();
            return email == null ? "" : email.substring(email.indexOf('@') + 1);
        }
    }
}
