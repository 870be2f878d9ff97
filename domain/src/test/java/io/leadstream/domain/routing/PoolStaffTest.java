// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import static io.leadstream.domain.routing.Samples.NOW;
import static io.leadstream.domain.routing.Samples.person;
import static io.leadstream.domain.routing.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.Candidate;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.assignment.StaffChangeKind;
import io.leadstream.schemas.rules.GradeTime;
import io.leadstream.schemas.rules.Leave;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** People who come, go and hand over; clocks of offers; whom an admin or an exception names. */
class PoolStaffTest {

    private final MemoryPoolBook book = new MemoryPoolBook();
    private Pool pool = new Pool(book, null);
    private int leads;

    private void roster(Strategy strategy, Representative.Builder... people) {
        roster(Samples.roster(1, strategy, people));
    }

    private void roster(Roster roster) {
        pool = new Pool(book, TeamRoster.of(roster));
        pool.learnRoster(NOW);
    }

    private LeadAssignment ask(OwnerRequest.Builder request) {
        List<LeadAssignment> decisions = pool.request(request.build());
        assertThat(decisions).hasSize(1);
        return decisions.get(0);
    }

    private LeadAssignment ask(Instant at) {
        return ask(request("l" + leads++, "sales").setDecideAt(at));
    }

    private Map<String, Integer> give(int count) {
        Map<String, Integer> given = new HashMap<>();
        for (int i = 0; i < count; i++) {
            given.merge(String.valueOf(ask(NOW).getRepresentativeId()), 1, Integer::sum);
        }
        return given;
    }

    private List<LeadAssignment> sweep(int most) {
        List<LeadAssignment> decisions = new ArrayList<>();
        while (!book.sweeps.isEmpty()) {
            decisions.addAll(pool.sweep("sales", NOW, most));
        }
        return decisions;
    }

    private static StaffChange change(String person, StaffChangeKind kind, @Nullable Instant until) {
        return StaffChange.newBuilder()
                .setCommandId("c")
                .setRepresentativeId(person)
                .setKind(kind)
                .setAccepted(true)
                .setIssuedBy("admin")
                .setAt(NOW)
                .setUntil(until)
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"LEAST_LOADED", "WEIGHTED", "ROUND_ROBIN"})
    void shouldNotFloodWhoJoins(Strategy strategy) {
        roster(strategy, person("ada", "sales"), person("bob", "sales"));
        give(60);
        roster(strategy, person("ada", "sales"), person("bob", "sales"), person("cy", "sales"));
        assertThat(give(30)).containsOnly(Map.entry("ada", 10), Map.entry("bob", 10), Map.entry("cy", 10));
    }

    @Test
    void shouldNotFloodWhoReturnsAndSayWhyTheLeastLoadedWasPassedOver() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"), person("bob", "sales"));
        give(10);
        pool.learn(change("bob", StaffChangeKind.AWAY, null));
        assertThat(give(10)).containsOnly(Map.entry("ada", 10));
        pool.learn(change("bob", StaffChangeKind.BACK, null));
        LeadAssignment first = ask(NOW);
        assertThat(first.getCandidates()).extracting(Candidate::getHeadStart).containsExactly(0L, 10_000L);
        assertThat(first.getCandidates()).extracting(Candidate::getAssigned).containsExactly(15L, 5L);
        Map<String, Integer> given = give(20);
        assertThat(given.get("bob")).isBetween(9, 11);
    }

    /** A head start must not outlive the leads that it stands for. */
    @Test
    void shouldForgetTheHeadStartWhenTheOthersCloseTheirLeads() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"));
        give(50);
        roster(Strategy.LEAST_LOADED, person("ada", "sales"), person("bob", "sales"));
        ask(NOW);
        for (int i = 0; i < 50; i++) {
            pool.release(new OwnerRelease("l" + i, 1, "sales", "converted", NOW));
        }
        assertThat(give(12).get("bob")).isBetween(5, 7);
    }

    @Test
    void shouldGiveNobodyMoreThanTheHourTakes() {
        roster(
                Strategy.LEAST_LOADED,
                person("ada", "sales").setCapacityPerHour(2).setZone("Asia/Kolkata"));
        assertThat(give(2)).containsOnly(Map.entry("ada", 2));
        LeadAssignment third = ask(NOW);
        assertThat(third.getQueueReason()).isEqualTo("all_at_capacity");
        assertThat(third.getCandidates().get(0).getResult()).isEqualTo(CandidateResult.HOUR_CAPACITY);
        Instant nextHour = NOW.plus(Duration.ofMinutes(30));
        assertThat(third.getExpectedAt()).as("10:00 UTC is 15:30 there").isEqualTo(nextHour);
        assertThat(pool.wake("sales", nextHour))
                .extracting(LeadAssignment::getRepresentativeId)
                .containsExactly("ada");
        assertThat(ask(NOW).getRepresentativeId())
                .as("the hour before was full")
                .isNull();
    }

    @Test
    void shouldHeedLeaveHolidaysAndAbsences() {
        Roster roster = Samples.roster(
                1,
                Strategy.LEAST_LOADED,
                person("ada", "sales").setLeave(List.of(new Leave(NOW, NOW.plus(Duration.ofHours(2))))),
                person("bob", "sales").setHolidays(List.of("company")),
                person("cy", "sales"));
        roster.setHolidays(List.of(new io.leadstream.schemas.rules.HolidayCalendar("company", List.of("2026-11-20"))));
        roster(roster);
        pool.learn(change("cy", StaffChangeKind.AWAY, NOW.plus(Duration.ofHours(1))));
        LeadAssignment waits = ask(NOW);
        assertThat(waits.getCandidates())
                .extracting(Candidate::getResult)
                .containsExactly(CandidateResult.ON_LEAVE, CandidateResult.ON_LEAVE, CandidateResult.AWAY);
        assertThat(waits.getExpectedAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(waits.getExplanation()).contains("2 on leave, 1 away");
        assertThat(pool.wake("sales", NOW.plus(Duration.ofHours(1))))
                .extracting(LeadAssignment::getRepresentativeId)
                .containsExactly("cy");
        pool.learn(change("cy", StaffChangeKind.AWAY, null));
        assertThat(ask(NOW.plus(Duration.ofHours(2))).getRepresentativeId()).isEqualTo("ada");
        pool.learn(change("cy", StaffChangeKind.UNKNOWN, null));
        assertThat(book.absences).containsKey("cy");
    }

    @Test
    void shouldServeWhoWaitsSoonerWhenAnAbsenceBecomesShorter() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"));
        pool.learn(change("ada", StaffChangeKind.AWAY, null));
        assertThat(ask(NOW).getExpectedAt()).as("nobody says when she is back").isNull();
        for (Duration away : List.of(Duration.ofHours(8), Duration.ofHours(1))) {
            Instant until = NOW.plus(away);
            pool.learn(change("ada", StaffChangeKind.AWAY, until));
            assertThat(book.sales().getWakeAt()).as("looked at anew").isEqualTo(NOW);
            assertThat(pool.wake("sales", NOW)).isEmpty();
            assertThat(book.sales().getWakeAt()).isEqualTo(until);
        }
        assertThat(pool.wake("sales", NOW.plus(Duration.ofHours(1))))
                .extracting(LeadAssignment::getRepresentativeId)
                .containsExactly("ada");
    }

    @Test
    void shouldSpreadTheLeadsOfWhoLeftSomeAtATime() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"), person("bob", "sales"), person("mia", "other"));
        give(20);
        Roster next = Samples.roster(2, Strategy.LEAST_LOADED, person("bob", "sales"), person("mia", "other"));
        next.getTeams().get(0).setManager("mia");
        roster(next);
        assertThat(sweep(3)).hasSize(10).allSatisfy(released -> {
            assertThat(released.getKind()).isEqualTo(AssignmentKind.RELEASED);
            assertThat(released.getRepresentativeId()).isEqualTo("ada");
            assertThat(released.getNextTeamId()).isNull();
        });
        assertThat(book.entries).hasSize(10);
        assertThat(book.sales().getPeople().get(0).getOpenLeads()).isZero();
        roster(next);
        assertThat(book.sweeps).as("nobody is left whose leads are to be taken").isEmpty();
        assertThat(pool.sweep("sales", NOW, 5)).isEmpty();
    }

    @Test
    void shouldLeaveEscalatedLeadsWithAManagerOfAnotherTeam() {
        Roster roster = Samples.roster(1, Strategy.LEAST_LOADED, person("ada", "sales"), person("mia", "other"));
        roster.getTeams().get(0).setManager("mia");
        roster(roster);
        assertThat(ask(request("x", "sales")
                                .setRepresentativeId("mia")
                                .setMethod(AssignmentMethod.ESCALATED)
                                .setOnly(true))
                        .getRepresentativeId())
                .isEqualTo("mia");
        roster(roster);
        assertThat(book.sweeps).isEmpty();
    }

    @Test
    void shouldHandOverWhatSomebodyHadWhenItWasOrdered() {
        roster(Strategy.ROUND_ROBIN, person("ada", "sales"), person("bob", "sales"));
        give(8);
        pool.learn(change("zoe", StaffChangeKind.HAND_OVER, null));
        assertThat(book.sweeps).as("she has none").isEmpty();
        StaffChange order = change("ada", StaffChangeKind.HAND_OVER, null);
        order.setToRepresentativeId("bob");
        order.setToTeamId("sales");
        order.setReason("leave");
        pool.learn(order);
        give(2);
        pool.learn(change("bob", StaffChangeKind.HAND_OVER, null));
        List<LeadAssignment> taken = sweep(2);
        assertThat(taken.stream().filter(d -> "ada".equals(d.getRepresentativeId())))
                .hasSize(4)
                .allMatch(d -> "bob".equals(d.getNextRepresentativeId()))
                .allMatch(d -> "handed over by admin: leave".equals(d.getReason()));
        assertThat(taken.stream().filter(d -> "bob".equals(d.getRepresentativeId())))
                .hasSize(5)
                .allMatch(d -> "handed over by admin".equals(d.getReason()));
    }

    @Test
    void shouldNotAskWhetherWhomAnAdminNamesIsThereOrFull() {
        roster(
                Strategy.LEAST_LOADED,
                person("ada", "sales"),
                person("cy", "sales").setCapacityOpen(0).setDaysOff(List.of("2026-11-20")),
                person("idle", "sales").setActive(false));
        LeadAssignment named = ask(named("a", "cy", AssignmentMethod.ADMIN));
        assertThat(named.getRepresentativeId()).isEqualTo("cy");
        assertThat(named.getCandidates()).hasSize(1);
        assertThat(named.getAcceptBy()).isNotNull();
        LeadAssignment gone = ask(named("b", "idle", AssignmentMethod.ADMIN));
        assertThat(gone.getKind()).isEqualTo(AssignmentKind.QUEUED);
        assertThat(gone.getImpossible()).isTrue();
        assertThat(gone.getExplanation()).startsWith("An admin named Idle, who is inactive; ");
        assertThat(ask(named("c", "zoe", AssignmentMethod.ADMIN)).getExplanation())
                .startsWith("An admin named zoe, whom the roster lacks; ");
        assertThat(ask(request("d", "sales").setMethod(AssignmentMethod.ADMIN)).getExplanation())
                .startsWith("An admin chose team sales; Ada");
    }

    @Test
    void shouldWaitForTheManagerWhoIsNotAtWork() {
        roster(
                Strategy.LEAST_LOADED,
                person("ada", "sales"),
                person("mia", "sales").setDaysOff(List.of("2026-11-20")));
        LeadAssignment waits = ask(named("a", "mia", AssignmentMethod.ESCALATED));
        assertThat(waits.getQueueReason()).isEqualTo("nobody_available");
        assertThat(waits.getImpossible()).isFalse();
        Instant tomorrow = Instant.parse("2026-11-21T00:00:00Z");
        assertThat(waits.getExpectedAt()).isEqualTo(tomorrow);
        assertThat(ask(NOW).getRepresentativeId()).as("the others go on").isEqualTo("ada");
        LeadAssignment given = pool.wake("sales", tomorrow).get(0);
        assertThat(given.getRepresentativeId()).isEqualTo("mia");
        assertThat(given.getAcceptBy()).as("after her nobody comes").isNull();
        assertThat(given.getTouchBy()).isNotNull();
        assertThat(given.getExplanation()).startsWith("Nobody took it, so it goes to the manager of team sales: Mia");
    }

    @Test
    void shouldGiveAReturningLeadToItsOwnerWhoIsThere() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"), person("bob", "sales"));
        OwnerRequest.Builder back =
                request("a", "sales").setRepresentativeId("bob").setMethod(AssignmentMethod.RETURNING_OWNER);
        LeadAssignment given = ask(back);
        assertThat(given.getRepresentativeId()).isEqualTo("bob");
        assertThat(given.getExplanation()).startsWith("The lead returns to Bob");
        pool.learn(change("bob", StaffChangeKind.AWAY, null));
        assertThat(ask(OwnerRequest.newBuilder(back).setLeadId("b")).getExplanation())
                .startsWith("The lead's former owner is Bob, who is away, so team sales decides; Ada");
    }

    @ParameterizedTest
    @CsvSource({"bob, bob", "oz, ", ", "})
    void shouldPassTheCompanyOnWithinTheTeamWithAHandOver(@Nullable String to, @Nullable String next) {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"), person("bob", "sales"), person("oz", "other"));
        ask(request("l1", "sales").setRepresentativeId("ada").setCompanyDomain("acme.com"));
        StaffChange handOver = change("ada", StaffChangeKind.HAND_OVER, null);
        handOver.setToRepresentativeId(to);
        handOver.setToTeamId("oz".equals(to) ? "other" : "sales");
        pool.learn(handOver);
        assertThat(sweep(10)).hasSize(1);
        assertThat(book.companyOwner("sales", "acme.com")).isEqualTo(next);
    }

    @Test
    void shouldTellAWaitAgainOnlyForAnotherReason() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setDaysOff(List.of("2026-11-20")));
        LeadAssignment first = ask(request("a", "sales"));
        assertThat(pool.request(request("a", "sales").setScore(99).build())).isEmpty();
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setActive(false));
        LeadAssignment again = ask(request("a", "sales"));
        assertThat(again.getQueueReason()).isEqualTo("nobody_active");
        assertThat(again.getImpossible()).isTrue();
        assertThat(again.getAssignmentId()).isNotEqualTo(first.getAssignmentId());
    }

    @ParameterizedTest
    @CsvSource({
        "A+, PT5M, PT2M30S, PT4M, PT1H",
        "A, PT5M, PT2M30S, PT4M, PT1H",
        "B, PT30M, PT15M, PT24M, PT4H",
        "C, PT4H, PT2H, PT3H12M, PT8H",
        "F, PT4H, PT2H, PT3H12M, PT8H",
    })
    void shouldAllowTimeByGrade(String grade, Duration accept, Duration half, Duration late, Duration touch) {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"));
        LeadAssignment offer = ask(request("a", "sales").setGrade(grade));
        assertThat(offer.getAcceptBy()).isEqualTo(NOW.plus(accept));
        assertThat(offer.getHalfwayAt()).isEqualTo(NOW.plus(half));
        assertThat(offer.getLateAt()).isEqualTo(NOW.plus(late));
        assertThat(offer.getTouchBy()).isEqualTo(NOW.plus(touch));
    }

    @Test
    void shouldCountTheTeamsTimesInTheOwnersWorkingTime() {
        Roster roster =
                Samples.roster(1, Strategy.LEAST_LOADED, person("ada", "sales").setHours(Samples.officeHours()));
        roster.getTeams().get(0).setAccept(List.of(new GradeTime("B", 9 * 3_600L), new GradeTime("else", 60L)));
        roster(roster);
        assertThat(ask(request("a", "sales")).getAcceptBy())
                .as("seven hours on Friday, two on Monday")
                .isEqualTo(Instant.parse("2026-11-23T11:00:00Z"));
        assertThat(ask(request("b", "sales").setGrade("A")).getAcceptBy()).isEqualTo(NOW.plusSeconds(60));
    }

    private static OwnerRequest.Builder named(String lead, String person, AssignmentMethod method) {
        return request(lead, "sales")
                .setRepresentativeId(person)
                .setMethod(method)
                .setOnly(true);
    }
}
