// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import static io.leadstream.domain.routing.Samples.NOW;
import static io.leadstream.domain.routing.Samples.lead;
import static io.leadstream.domain.routing.Samples.person;
import static io.leadstream.domain.routing.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.lifecycle.Commands;
import io.leadstream.domain.lifecycle.LeadPipeline;
import io.leadstream.domain.lifecycle.Outcome;
import io.leadstream.domain.routing.Accounts;
import io.leadstream.domain.routing.Pool;
import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.RoutingRules;
import io.leadstream.domain.routing.Samples;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.assignment.StaffChangeKind;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.AccountOrder;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.Ownership;
import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pipeline, accounts and pools as separate readers of logs, each of which goes on at any time, and learns of rosters and
 * rules at any time. However they take turns, in the end each open lead is in one team, and its pipeline knows where.
 */
class AnyTurnTest {

    private static final int STEPS = 300;
    private static final List<String> TEAMS = List.of("small", "big", "third");
    private static final List<String> PEOPLE = List.of("ada", "bob", "cy", "di");

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldHaveEachLeadInOneTeamHoweverTheyTakeTurns(int seed) {
        Random random = new Random(seed);
        Readers readers = new Readers(random);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(4) == 0) {
                readers.something(step);
            } else {
                readers.turn();
            }
        }
        readers.rest();
        readers.check();
    }

    private static final class Readers {

        private final Random random;
        private final Map<String, LeadState> leads = new TreeMap<>();
        private final HeapPoolBook poolBook = new HeapPoolBook();
        private final HeapAccountBook accountBook = new HeapAccountBook();
        private final ArrayDeque<SpecificRecord> toAccounts = new ArrayDeque<>();
        private final Map<String, ArrayDeque<PoolOrder>> toPools = new TreeMap<>();
        private final ArrayDeque<LeadAssignment> toPipeline = new ArrayDeque<>();
        private final List<TeamRoster> rosters = new ArrayList<>();
        private RoutingRules rulesInForce = RoutingRules.of(everythingElse(1, "small"));
        private String defaultTeam = "small";
        private int pipelineRoster;
        private int accountRoster;
        private int poolRoster;
        private int version = 1;

        Readers(Random random) {
            this.random = random;
            TEAMS.forEach(team -> toPools.put(team, new ArrayDeque<>()));
            rosters.add(hired());
        }

        /** Leads with the title "boss" to big; all others to the default team. */
        private static AssignmentRuleSet everythingElse(int version, String defaultTeam) {
            return rules(
                    version,
                    "{name: r, defaultTeam: " + defaultTeam
                            + ", rules: [{id: boss, name: Boss, priority: 1, field: title,"
                            + " operator: equals, value: boss, team: big}]}");
        }

        private TeamRoster hired() {
            Representative.Builder[] people = PEOPLE.stream()
                    .map(id -> person(id, TEAMS.get(random.nextInt(TEAMS.size())))
                            .setActive(random.nextInt(5) > 0)
                            .setCapacityOpen(random.nextInt(4)))
                    .toArray(Representative.Builder[]::new);
            return TeamRoster.of(Samples.roster(rosters.size() + 1, Strategy.LEAST_LOADED, people));
        }

        /** Something happens to a lead, or to everybody. */
        void something(int step) {
            String id = "l" + random.nextInt(8);
            switch (random.nextInt(10)) {
                case 0 -> rosters.add(hired());
                case 1 -> {
                    defaultTeam = TEAMS.get(random.nextInt(2));
                    rulesInForce = RoutingRules.of(everythingElse(++version, defaultTeam));
                    sweep();
                }
                case 2 -> order(id, step, ConvertLead.newBuilder().build());
                case 3 -> order(id, step, new ReassignLead(PEOPLE.get(random.nextInt(4)), null, null));
                case 4 -> order(id, step, new AcceptLead(offerOf(id)));
                case 5 -> order(id, step, new DeclineLead(offerOf(id), "no"));
                case 6 -> handOver(step);
                default -> {
                    LeadProfile.Builder profile = lead(id).setVersion(step + 1L)
                            .setEmail(id + "@company" + id.hashCode() % 2 + ".com")
                            .setTitle(random.nextInt(3) == 0 ? "boss" : "other")
                            .setScore(random.nextInt(101));
                    carryOut(id, LeadPipeline.onProfile(leads.get(id), profile.build(), routing()));
                }
            }
        }

        private int offerOf(String id) {
            LeadState lead = leads.get(id);
            return lead == null ? 1 : lead.getOfferNumber();
        }

        private void order(String id, int step, Object order) {
            LeadCommand command = LeadCommand.newBuilder()
                    .setCommandId("c" + step)
                    .setLeadId(id)
                    .setIssuedBy("admin")
                    .setReceivedAt(NOW)
                    .setOrder(order)
                    .build();
            carryOut(id, Commands.decide(leads.get(id), command, routing()));
        }

        private void handOver(int step) {
            StaffChange change = StaffChange.newBuilder()
                    .setCommandId("s" + step)
                    .setRepresentativeId(PEOPLE.get(random.nextInt(4)))
                    .setKind(StaffChangeKind.HAND_OVER)
                    .setAccepted(true)
                    .setIssuedBy("admin")
                    .setAt(NOW)
                    .setToTeamId(TEAMS.get(random.nextInt(TEAMS.size())))
                    .build();
            pool().learn(change);
        }

        private Routing routing() {
            return new Routing(rulesInForce, rosters.get(pipelineRoster));
        }

        private Pool pool() {
            return new Pool(poolBook, rosters.get(poolRoster));
        }

        private void sweep() {
            for (String id : List.copyOf(leads.keySet())) {
                if (Outcome.waits(leads.get(id))) {
                    carryOut(id, LeadPipeline.onRouting(leads.get(id), routing(), NOW));
                }
            }
        }

        /** One of the readers reads one record, when it has one. True when any did. */
        boolean turn() {
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    return account();
                }
                case 2, 3 -> {
                    return pool(TEAMS.get(random.nextInt(TEAMS.size())));
                }
                case 4, 5 -> {
                    return pipeline();
                }
                case 6 -> {
                    return roster();
                }
                default -> {
                    return tick(TEAMS.get(random.nextInt(TEAMS.size())));
                }
            }
        }

        private boolean account() {
            SpecificRecord next = toAccounts.poll();
            if (next == null) {
                return false;
            }
            new Accounts(accountBook, rosters.get(accountRoster))
                    .carryOut((AccountOrder) next)
                    .ifPresent(this::tellPool);
            return true;
        }

        private void tellPool(PoolOrder order) {
            toPools.computeIfAbsent(Outcome.teamOf(order), team -> new ArrayDeque<>())
                    .add(order);
        }

        private boolean pool(String team) {
            PoolOrder next = Objects.requireNonNull(toPools.get(team)).poll();
            if (next == null) {
                return false;
            }
            toPipeline.addAll(
                    next.getOrder() instanceof OwnerRelease release
                            ? pool().release(release)
                            : pool().request((OwnerRequest) next.getOrder()));
            return true;
        }

        private boolean pipeline() {
            LeadAssignment next = toPipeline.poll();
            if (next == null) {
                return false;
            }
            carryOut(next.getLeadId(), LeadPipeline.onDecision(leads.get(next.getLeadId()), next, routing()));
            return true;
        }

        private boolean roster() {
            int newest = rosters.size() - 1;
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (pipelineRoster < newest) {
                        pipelineRoster++;
                        sweep();
                        return true;
                    }
                }
                case 1 -> {
                    if (accountRoster < newest) {
                        accountRoster++;
                        return true;
                    }
                }
                default -> {
                    if (poolRoster < newest) {
                        poolRoster++;
                        pool().learnRoster(NOW);
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean tick(String team) {
            List<LeadAssignment> made = new ArrayList<>(pool().sweep(team, NOW, 3));
            if (poolBook.team(team) != null) {
                made.addAll(pool().wake(team, NOW));
            }
            toPipeline.addAll(made);
            return !made.isEmpty();
        }

        private void carryOut(String id, Outcome outcome) {
            outcome.orders().forEach(this::tellPool);
            toAccounts.addAll(outcome.accountOrders());
            for (SpecificRecord fact : outcome.facts()) {
                if (fact instanceof LeadAssignment decision) {
                    toPipeline.add(decision);
                }
            }
            if (outcome.state() != null) {
                leads.put(id, outcome.state());
            }
        }

        /** Everybody reads to the end. */
        void rest() {
            int idle = 0;
            while (idle < 200) {
                idle = turn() ? 0 : idle + 1;
            }
        }

        void check() {
            Map<String, String> inPools = new TreeMap<>();
            for (String team : TEAMS) {
                for (PoolEntry entry : poolBook.entriesAfter(team, "", 1_000)) {
                    String id = entry.getRequest().getLeadId();
                    String before = inPools.put(id, where(team, entry.getRepresentativeId()));
                    assertThat(before).as("%s is in two teams", id).isNull();
                }
            }
            Map<String, String> inPipeline = new TreeMap<>();
            leads.forEach((id, lead) -> {
                if (lead.getOwnership() == Ownership.ASSIGNED) {
                    inPipeline.put(id, where(lead.getTeamId(), lead.getRepresentativeId()));
                } else if (lead.getOwnership() == Ownership.QUEUED) {
                    inPipeline.put(id, where(lead.getTeamId(), null));
                } else {
                    assertThat(lead.getOwnership()).as("%s", id).isEqualTo(Ownership.RELEASED);
                }
            });
            assertThat(inPipeline).isEqualTo(inPools);
            TeamRoster last = rosters.get(rosters.size() - 1);
            inPipeline.forEach((id, where) -> assertThat(
                            last.hasTeam(where.substring(0, where.indexOf(' '))) || where.startsWith(defaultTeam + " "))
                    .as("%s waits in %s, which is gone", id, where)
                    .isTrue());
        }

        private static String where(@Nullable String team, @Nullable String person) {
            return team + " " + (person == null ? "waits" : person);
        }
    }
}
