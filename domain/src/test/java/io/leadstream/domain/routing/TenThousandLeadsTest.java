// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import static io.leadstream.domain.routing.Samples.officeHours;
import static io.leadstream.domain.routing.Samples.person;
import static io.leadstream.domain.routing.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.calendar.Presence;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.Candidate;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.Leave;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A week of one big team: 22 people with weights, hours, zones, leave and capacities, of whom eight are always there. */
class TenThousandLeadsTest {

    private static final int LEADS = 10_000;
    private static final int ALWAYS = 8;
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");

    private final List<Representative.Builder> people = people();
    private final Map<String, Integer> given = new HashMap<>();
    private final Map<String, Integer> perDay = new HashMap<>();
    private final Map<String, Integer> perHour = new HashMap<>();

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"LEAST_LOADED", "WEIGHTED", "ROUND_ROBIN"})
    void shouldDecideTheSameTwiceAndGiveNothingToWhoIsAbsentOrFull(Strategy strategy) {
        Roster roster = Samples.roster(1, strategy, people.toArray(Representative.Builder[]::new));
        TeamRoster ready = TeamRoster.of(roster);
        List<LeadAssignment> decisions = play(roster);
        assertThat(play(roster)).isEqualTo(decisions);
        assertThat(decisions.stream().filter(d -> d.getKind() == AssignmentKind.ASSIGNED))
                .hasSize(LEADS);
        for (LeadAssignment decision : decisions) {
            Person owner = ready.person(String.valueOf(decision.getRepresentativeId()));
            explains(decision);
            assertThat(owner).isNotNull();
            if (owner != null) {
                neitherAbsentNorFull(owner, decision.getDecidedAt());
                given.merge(owner.id(), 1, Integer::sum);
                if (strategy != Strategy.ROUND_ROBIN) {
                    assertThat(gap()).as("among who is always there").isLessThanOrEqualTo(1.0 / lightest() + 1e-9);
                }
            }
        }
        assertThat(given).hasSizeGreaterThan(18);
    }

    private static List<LeadAssignment> play(Roster roster) {
        Random random = new Random(7);
        MemoryPoolBook book = new MemoryPoolBook();
        Pool pool = new Pool(book, TeamRoster.of(roster));
        List<LeadAssignment> decisions = new ArrayList<>();
        Instant now = MONDAY;
        for (int lead = 0; lead < LEADS; lead++) {
            now = now.plusMillis(random.nextInt(120_000));
            decisions.addAll(pool.request(request("lead-" + lead, "sales")
                    .setScore(random.nextInt(101))
                    .setChat(random.nextInt(9) == 0)
                    .setRequestedAt(now)
                    .setDecideAt(now)
                    .build()));
        }
        return decisions;
    }

    /** Counted here once more, apart from the pool's own counts. */
    private void neitherAbsentNorFull(Person owner, Instant at) {
        Representative entry = owner.representative();
        assertThat(owner.calendar().at(at)).as("%s at %s", owner.id(), at).isEqualTo(Presence.WORKING);
        Integer open = entry.getCapacityOpen();
        if (open != null) {
            assertThat(given.getOrDefault(owner.id(), 0)).isLessThan(open);
        }
        String day = owner.id() + owner.calendar().dateOf(at);
        if (entry.getCapacityPerDay() != null) {
            assertThat(perDay.merge(day, 1, Integer::sum)).isLessThanOrEqualTo(entry.getCapacityPerDay());
        }
        String hour = owner.id() + owner.calendar().hourOf(at);
        if (entry.getCapacityPerHour() != null) {
            assertThat(perHour.merge(hour, 1, Integer::sum)).isLessThanOrEqualTo(entry.getCapacityPerHour());
        }
    }

    private void explains(LeadAssignment decision) {
        assertThat(decision.getExplanation()).isNotBlank();
        assertThat(decision.getCandidates()).hasSize(people.size());
        assertThat(decision.getCandidates())
                .extracting(Candidate::getResult)
                .doesNotContain(CandidateResult.UNKNOWN)
                .containsOnlyOnce(CandidateResult.CHOSEN);
    }

    private double gap() {
        double highest = 0;
        double lowest = Double.MAX_VALUE;
        for (Representative.Builder person : people.subList(0, ALWAYS)) {
            double level = (double) given.getOrDefault(person.getId(), 0) / person.getWeight();
            highest = Math.max(highest, level);
            lowest = Math.min(lowest, level);
        }
        return highest - lowest;
    }

    private int lightest() {
        return people.subList(0, ALWAYS).stream()
                .mapToInt(Representative.Builder::getWeight)
                .min()
                .orElseThrow();
    }

    private static List<Representative.Builder> people() {
        List<String> zones = List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");
        List<Representative.Builder> people = new ArrayList<>();
        for (int i = 0; i < ALWAYS; i++) {
            people.add(person("always" + i, "sales").setWeight(50 + 25 * i));
        }
        for (int i = ALWAYS; i < 22; i++) {
            Representative.Builder person = person("p" + i, "sales")
                    .setWeight(40 + 10 * i)
                    .setZone(zones.get(i % zones.size()))
                    .setHours(officeHours());
            switch (i % 5) {
                case 0 -> person.setCapacityPerDay(30);
                case 1 -> person.setCapacityPerHour(4);
                case 2 -> person.setCapacityOpen(150);
                case 3 -> person.setDaysOff(List.of("2026-11-18"));
                default ->
                    person.setLeave(
                            List.of(new Leave(MONDAY.plus(Duration.ofHours(30)), MONDAY.plus(Duration.ofHours(60)))));
            }
            people.add(person);
        }
        return people;
    }
}
