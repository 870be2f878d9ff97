// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import static io.leadstream.domain.routing.Samples.NOW;
import static io.leadstream.domain.routing.Samples.officeHours;
import static io.leadstream.domain.routing.Samples.person;
import static io.leadstream.domain.routing.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.Candidate;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PersonLoad;
import io.leadstream.schemas.state.assignment.PoolEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories of one team: whatever comes, each lead has one owner or one place, and the loads add up. */
class PoolPropertyTest {

    private static final int STEPS = 400;
    private static final List<Strategy> STRATEGIES =
            List.of(Strategy.LEAST_LOADED, Strategy.ROUND_ROBIN, Strategy.WEIGHTED);

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldKeepOwnersPlacesAndLoadsExact(int seed) {
        History history = new History(seed);
        for (int step = 0; step < STEPS; step++) {
            history.step();
            history.check();
        }
        assertThat(new History(seed).run(STEPS)).as("a replay decides the same").isEqualTo(history.decisions);
    }

    /** Among people who are always there, levels never differ by more than one lead of the lightest weight. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldKeepLevelsWithinOneLead(int seed) {
        Random random = new Random(seed);
        int people = 2 + random.nextInt(10);
        Representative.Builder[] team = new Representative.Builder[people];
        int lightest = Integer.MAX_VALUE;
        for (int i = 0; i < people; i++) {
            int weight = 20 + random.nextInt(200);
            lightest = Math.min(lightest, weight);
            team[i] = person("p" + i, "sales").setWeight(weight);
        }
        MemoryPoolBook book = new MemoryPoolBook();
        Pool pool = new Pool(book, Samples.ready(Strategy.LEAST_LOADED, team));
        for (int lead = 0; lead < 300; lead++) {
            pool.request(request("l" + lead, "sales").build());
        }
        List<Double> levels = new ArrayList<>();
        for (PersonLoad load : book.sales().getPeople()) {
            int index = Integer.parseInt(load.getRepresentativeId().substring(1));
            levels.add((double) load.getOpenLeads() / team[index].getWeight());
        }
        double highest = levels.stream().mapToDouble(level -> level).max().orElseThrow();
        double lowest = levels.stream().mapToDouble(level -> level).min().orElseThrow();
        assertThat(highest - lowest).isLessThanOrEqualTo(1.0 / lightest + 1e-9);
    }

    private static final class History {
        private final Random random;
        private final MemoryPoolBook book = new MemoryPoolBook();
        private final List<LeadAssignment> decisions = new ArrayList<>();
        private final Map<String, Integer> asked = new TreeMap<>();
        private final Map<String, String> owners = new HashMap<>();
        private final Map<String, Integer> capacities = new HashMap<>();
        private Pool pool = new Pool(book, null);
        private Instant now = NOW;
        private int leads;

        History(int seed) {
            random = new Random(seed);
        }

        List<LeadAssignment> run(int steps) {
            for (int step = 0; step < steps; step++) {
                step();
            }
            return decisions;
        }

        void step() {
            now = now.plusSeconds(random.nextInt(3_000));
            switch (random.nextInt(10)) {
                case 0 -> hire();
                case 1 -> learn(pool.wake("sales", now));
                case 2, 3, 4 -> letGo();
                case 5 -> repeat();
                default -> ask("l" + leads++);
            }
        }

        private void ask(String lead) {
            asked.put(lead, 1);
            learn(pool.request(random(lead).build()));
        }

        private void repeat() {
            if (!asked.isEmpty()) {
                learn(pool.request(random(someLead()).build()));
            }
        }

        private void letGo() {
            if (!asked.isEmpty()) {
                String lead = someLead();
                asked.remove(lead);
                owners.remove(lead);
                learn(pool.release(new OwnerRelease(lead, 1, "sales", "unqualified", now)));
            }
        }

        private void hire() {
            capacities.clear();
            Representative.Builder[] team = new Representative.Builder[1 + random.nextInt(5)];
            for (int i = 0; i < team.length; i++) {
                team[i] = person("p" + i, "sales")
                        .setActive(random.nextInt(5) > 0)
                        .setWeight(50 + random.nextInt(100))
                        .setHours(random.nextBoolean() ? officeHours() : List.of())
                        .setCapacityOpen(random.nextInt(12))
                        .setCapacityPerDay(random.nextBoolean() ? random.nextInt(20) : null)
                        .setSegments(random.nextInt(4) == 0 ? List.of("large") : List.of());
                capacities.put("p" + i, team[i].getCapacityOpen());
            }
            Strategy strategy = STRATEGIES.get(random.nextInt(STRATEGIES.size()));
            pool = new Pool(book, Samples.ready(strategy, team));
            pool.arm("sales", now);
        }

        private OwnerRequest.Builder random(String lead) {
            return request(lead, "sales")
                    .setScore(random.nextInt(101))
                    .setChat(random.nextInt(5) == 0)
                    .setSegment(random.nextInt(3) == 0 ? "large" : null)
                    .setCompanyDomain(random.nextBoolean() ? "c" + random.nextInt(4) + ".com" : null)
                    .setRequestedAt(now)
                    .setDecideAt(now);
        }

        private String someLead() {
            return List.copyOf(asked.keySet()).get(random.nextInt(asked.size()));
        }

        private void learn(List<LeadAssignment> made) {
            decisions.addAll(made);
            for (LeadAssignment decision : made) {
                if (decision.getKind() == AssignmentKind.ASSIGNED) {
                    String before = owners.put(decision.getLeadId(), decision.getRepresentativeId());
                    assertThat(before).as("nobody gets a lead that is owned").isNull();
                    for (Candidate candidate : decision.getCandidates()) {
                        if (candidate.getResult() == CandidateResult.CHOSEN) {
                            assertThat(candidate.getOpenLeads())
                                    .isLessThan(capacities.get(candidate.getRepresentativeId()));
                        }
                    }
                }
            }
        }

        void check() {
            Map<String, Integer> owned = new TreeMap<>();
            int waiting = 0;
            for (PoolEntry entry : book.entries.values()) {
                String owner = entry.getRepresentativeId();
                if (owner == null) {
                    waiting++;
                } else {
                    owned.merge(owner, 1, Integer::sum);
                    assertThat(owners).containsEntry(entry.getRequest().getLeadId(), owner);
                }
            }
            assertThat(book.entries).hasSize(asked.size());
            assertThat(book.queue).hasSize(waiting);
            Map<String, Integer> loads = new TreeMap<>();
            int counted = 0;
            if (book.teams.containsKey("sales")) {
                book.sales().getPeople().stream()
                        .filter(load -> load.getOpenLeads() > 0)
                        .forEach(load -> loads.put(load.getRepresentativeId(), load.getOpenLeads()));
                counted = book.sales().getQueue().stream()
                        .mapToInt(kind -> kind.getLeads())
                        .sum();
            }
            assertThat(loads).isEqualTo(owned);
            assertThat(counted).isEqualTo(waiting);
        }
    }
}
