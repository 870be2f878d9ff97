// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import static io.leadstream.domain.routing.Samples.NOW;
import static io.leadstream.domain.routing.Samples.officeHours;
import static io.leadstream.domain.routing.Samples.person;
import static io.leadstream.domain.routing.Samples.ready;
import static io.leadstream.domain.routing.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.Candidate;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.Representative;
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

class PoolTest {

    private final MemoryPoolBook book = new MemoryPoolBook();
    private Pool pool = new Pool(book, null);

    private void roster(Strategy strategy, Representative.Builder... people) {
        pool = new Pool(book, ready(strategy, people));
    }

    private LeadAssignment only(OwnerRequest.Builder request) {
        List<LeadAssignment> decisions = pool.request(request.build());
        assertThat(decisions).hasSize(1);
        return decisions.get(0);
    }

    private List<LeadAssignment> release(String lead, Instant at) {
        return pool.release(new OwnerRelease(lead, 1, "sales", "unqualified", at));
    }

    private @Nullable String owner(String lead) {
        return only(request(lead, "sales")).getRepresentativeId();
    }

    private static List<@Nullable String> ownersOf(List<LeadAssignment> decisions) {
        List<@Nullable String> owners = new ArrayList<>();
        decisions.forEach(decision -> owners.add(decision.getLeadId() + ">" + decision.getRepresentativeId()));
        return owners;
    }

    @Test
    void shouldGiveToTheLeastLoadedRelativeToWeight() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setWeight(200), person("bob", "sales"));
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            counts.merge(String.valueOf(owner("l" + i)), 1, Integer::sum);
        }
        assertThat(counts).containsOnly(Map.entry("ada", 20), Map.entry("bob", 10));
    }

    @Test
    void shouldBreakTiesByTurnAndThenByRosterOrder() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"), person("bob", "sales"), person("cy", "sales"));
        assertThat(List.of(owner("l1") + "", owner("l2") + "", owner("l3") + ""))
                .containsExactly("ada", "bob", "cy");
        release("l2", NOW);
        release("l1", NOW);
        assertThat(owner("l4")).isEqualTo("ada");
    }

    @Test
    void shouldGoRoundFromTheLastAssignedPerson() {
        roster(Strategy.ROUND_ROBIN, person("ada", "sales"), person("bob", "sales"), person("cy", "sales"));
        assertThat(owner("l1") + owner("l2")).isEqualTo("adabob");
        roster(
                Strategy.ROUND_ROBIN,
                person("new", "sales"),
                person("ada", "sales"),
                person("bob", "sales"),
                person("cy", "sales").setActive(false));
        assertThat(owner("l3")).isEqualTo("new");
        roster(Strategy.ROUND_ROBIN, person("ada", "sales"), person("bob", "sales"));
        assertThat(owner("l4"))
                .as("the last one left the roster: the earliest turn goes on")
                .isEqualTo("ada");
    }

    @Test
    void shouldNotFloodWhoJoinsOrReturnsWhenWeighted() {
        roster(Strategy.WEIGHTED, person("ada", "sales"), person("bob", "sales").setActive(false));
        for (int i = 0; i < 10; i++) {
            assertThat(owner("l" + i)).isEqualTo("ada");
        }
        roster(
                Strategy.WEIGHTED,
                person("ada", "sales"),
                person("bob", "sales"),
                person("cy", "sales").setWeight(50));
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 10; i < 60; i++) {
            counts.merge(String.valueOf(owner("l" + i)), 1, Integer::sum);
        }
        assertThat(counts).containsOnly(Map.entry("ada", 20), Map.entry("bob", 20), Map.entry("cy", 10));
    }

    @ParameterizedTest
    @EnumSource(names = {"WEIGHTED", "LEAST_LOADED"})
    void shouldNotFloodWhoIsBackInTheRosterAfterLeavingIt(Strategy strategy) {
        roster(strategy, person("ada", "sales"), person("bob", "sales"));
        for (int i = 0; i < 10; i++) {
            owner("l" + i);
        }
        roster(strategy, person("ada", "sales"));
        for (int i = 0; i < 10; i++) {
            release("l" + i, NOW);
            owner("m" + i);
        }
        roster(strategy, person("ada", "sales"), person("bob", "sales"));
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            counts.merge(String.valueOf(owner("n" + i)), 1, Integer::sum);
        }
        assertThat(counts).containsOnly(Map.entry("ada", 5), Map.entry("bob", 5));
    }

    @Test
    void shouldSetNewcomersToTheMeanWhenTheWholeTeamComesAtOnce() {
        roster(
                Strategy.WEIGHTED,
                person("ada", "sales").setHours(officeHours()),
                person("bob", "sales").setHours(officeHours()).setActive(false));
        assertThat(owner("l1") + owner("l2")).isEqualTo("adaada");
        Instant night = NOW.plus(Duration.ofHours(12));
        assertThat(only(request("l3", "sales").setDecideAt(night)).getKind()).isEqualTo(AssignmentKind.QUEUED);
        roster(
                Strategy.WEIGHTED,
                person("ada", "sales").setHours(officeHours()),
                person("bob", "sales").setHours(officeHours()));
        Instant monday = Instant.parse("2026-11-23T09:00:00Z");
        assertThat(ownersOf(pool.wake("sales", monday))).containsExactly("l3>bob");
        assertThat(only(request("l4", "sales").setDecideAt(monday)).getRepresentativeId())
                .isEqualTo("ada");
    }

    @Test
    void shouldGiveEachCandidateTheFirstReasonInOrder() {
        roster(
                Strategy.LEAST_LOADED,
                person("inactive", "sales").setActive(false).setCapacityOpen(0),
                person("segment", "sales").setSegments(List.of("small")).setHours(List.of()),
                person("hours", "sales").setHours(officeHours()).setCapacityOpen(0),
                person("leave", "sales").setDaysOff(List.of("2026-11-20")).setCapacityOpen(0),
                person("open", "sales").setCapacityOpen(0).setCapacityPerDay(0),
                person("day", "sales").setCapacityPerDay(0),
                person("excluded", "sales"),
                person("ada", "sales").setSegments(List.of("large")),
                person("elsewhere", "other"));
        Instant evening = Instant.parse("2026-11-20T20:00:00Z");
        LeadAssignment decision = only(request("l1", "sales")
                .setSegment("large")
                .setExcluded(List.of("excluded", "hours"))
                .setRepresentativeId("elsewhere")
                .setMethod(AssignmentMethod.RULE)
                .setRuleId("r1")
                .setRuleName("To elsewhere")
                .setNote("Rule 'Gone' names gone, whom the roster lacks")
                .setDecideAt(evening));
        assertThat(decision.getCandidates())
                .extracting(
                        Candidate::getRepresentativeId,
                        candidate -> candidate.getResult().name())
                .containsExactly(
                        tuple("inactive", "INACTIVE"),
                        tuple("segment", "SEGMENT_MISMATCH"),
                        tuple("hours", "OUTSIDE_HOURS"),
                        tuple("leave", "ON_LEAVE"),
                        tuple("open", "OPEN_CAPACITY"),
                        tuple("day", "DAY_CAPACITY"),
                        tuple("excluded", "EXCLUDED"),
                        tuple("ada", "CHOSEN"),
                        tuple("elsewhere", "NOT_IN_TEAM"));
        assertThat(decision.getExplanation())
                .isEqualTo("Rule 'Gone' names gone, whom the roster lacks; "
                        + "Rule 'To elsewhere' names Elsewhere, who is not in the team, so team sales decides; "
                        + "Ada had the lowest load (0 open, weight 100) of 1 available; 8 passed over: 1 inactive, "
                        + "1 not in the team, 1 kept for other segments, 1 outside hours, 1 on leave, 1 at capacity, "
                        + "1 at the day's capacity, 1 excluded");
        assertThat(decision.getStrategy()).isEqualTo("least_loaded");
        assertThat(decision.getRuleId()).isEqualTo("r1");
        assertThat(decision.getRepresentativeEmail()).isEqualTo("ada@sales.example");
        assertThat(decision.getDecidedAt()).isEqualTo(evening);
    }

    @Test
    void shouldGiveToTheNamedPersonWhoMayReceive() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"), person("bob", "sales"));
        LeadAssignment decision = only(request("l1", "sales")
                .setRepresentativeId("bob")
                .setMethod(AssignmentMethod.RULE)
                .setRuleId("r1")
                .setRuleName("Friends of Bob"));
        assertThat(decision.getRepresentativeId()).isEqualTo("bob");
        assertThat(decision.getStrategy()).isNull();
        assertThat(decision.getExplanation())
                .isEqualTo("Rule 'Friends of Bob' names Bob, who may receive it (0 open, weight 100)");
    }

    @Test
    void shouldSayWhenTheNamedPersonIsUnknown() {
        roster(Strategy.ROUND_ROBIN, person("ada", "sales"));
        assertThat(only(request("l1", "sales")
                                .setRepresentativeId("zoe")
                                .setMethod(AssignmentMethod.RULE)
                                .setRuleName("To Zoe"))
                        .getExplanation())
                .isEqualTo("Rule 'To Zoe' names zoe, whom the roster lacks, so team sales decides; "
                        + "Ada was next in turn (0 open, weight 100) of 1 available");
    }

    @Test
    void shouldKeepACompanyWithItsOwner() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setCapacityOpen(2), person("bob", "sales"));
        assertThat(only(request("l1", "sales").setCompanyDomain("acme.com")).getRepresentativeId())
                .isEqualTo("ada");
        LeadAssignment second = only(request("l2", "sales").setCompanyDomain("acme.com"));
        assertThat(second.getRepresentativeId()).isEqualTo("ada");
        assertThat(second.getMethod()).isEqualTo(AssignmentMethod.COMPANY_OWNER);
        assertThat(second.getExplanation()).contains("Ada owns the company acme.com (1 open, weight 100)");
        assertThat(only(request("l3", "sales").setCompanyDomain("acme.com")).getRepresentativeId())
                .as("full: somebody else gets this one")
                .isEqualTo("bob");
        release("l1", NOW);
        assertThat(only(request("l4", "sales").setCompanyDomain("acme.com")).getRepresentativeId())
                .as("the company stays Ada's")
                .isEqualTo("ada");
        assertThat(only(request("l5", "sales")
                                .setCompanyDomain("acme.com")
                                .setMethod(AssignmentMethod.RULE)
                                .setRuleName("To Bob")
                                .setRepresentativeId("bob"))
                        .getRepresentativeId())
                .as("a rule that names a person wins")
                .isEqualTo("bob");
    }

    @Test
    void shouldGiveACompanyANewOwnerWhenTheOldOneLeft() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"), person("bob", "sales"));
        only(request("l1", "sales").setCompanyDomain("acme.com"));
        for (Representative.Builder gone : List.of(person("ada", "sales").setActive(false), person("ada", "other"))) {
            roster(Strategy.LEAST_LOADED, gone, person("bob", "sales"), person("cy", "other"));
            assertThat(only(request("with-" + gone.getTeam(), "sales").setCompanyDomain("acme.com"))
                            .getRepresentativeId())
                    .isEqualTo("bob");
        }
        roster(Strategy.LEAST_LOADED, person("bob", "sales"), person("cy", "sales"));
        assertThat(only(request("l3", "sales").setCompanyDomain("acme.com")).getMethod())
                .isEqualTo(AssignmentMethod.COMPANY_OWNER);
    }

    @ParameterizedTest
    @CsvSource({"declined, bob", "expired, bob", "handed_back, ada", "converted, ada"})
    void shouldGiveTheCompanyUpWithAnOfferThatWasNotTaken(String reason, String next) {
        roster(
                Strategy.LEAST_LOADED,
                person("ada", "sales"),
                person("bob", "sales").setWeight(400));
        only(request("l0", "sales").setRepresentativeId("ada").setCompanyDomain("acme.com"));
        pool.release(new OwnerRelease("l0", 1, "sales", reason, NOW));
        only(request("l1", "sales").setRepresentativeId("ada"));
        assertThat(only(request("l2", "sales").setCompanyDomain("acme.com")).getRepresentativeId())
                .isEqualTo(next);
    }

    @Test
    void shouldGiveNoCompanyUpWithALeadOfSomebodyElse() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"), person("bob", "sales"));
        only(request("l1", "sales").setRepresentativeId("ada").setCompanyDomain("acme.com"));
        only(request("l2", "sales").setRepresentativeId("bob").setCompanyDomain("acme.com"));
        pool.release(new OwnerRelease("l2", 1, "sales", "declined", NOW));
        only(byOrder("l3", "ada"));
        pool.release(new OwnerRelease("l3", 1, "sales", "declined", NOW));
        assertThat(book.companyOwner("sales", "acme.com")).isEqualTo("ada");
    }

    @Test
    void shouldNotGiveTheCompanyToWhoGetsOneLeadByOrder() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"), person("bob", "sales"));
        only(byOrder("l1", "bob"));
        only(byOrder("l2", "bob").setMethod(AssignmentMethod.ESCALATED));
        assertThat(book.companyOwner("sales", "acme.com")).isNull();
    }

    private static OwnerRequest.Builder byOrder(String lead, String person) {
        return request(lead, "sales")
                .setCompanyDomain("acme.com")
                .setRepresentativeId(person)
                .setOnly(true)
                .setMethod(AssignmentMethod.ADMIN);
    }

    @Test
    void shouldQueueWithReasonAndExpectedTimeWhenNobodyIsThere() {
        roster(
                Strategy.LEAST_LOADED,
                person("ada", "sales").setHours(officeHours()),
                person("bob", "sales").setHours(officeHours()).setZone("America/New_York"));
        Instant night = Instant.parse("2026-11-20T03:00:00Z");
        LeadAssignment decision = only(request("l1", "sales").setDecideAt(night));
        assertThat(decision.getKind()).isEqualTo(AssignmentKind.QUEUED);
        assertThat(decision.getRepresentativeId()).isNull();
        assertThat(decision.getQueueReason()).isEqualTo("nobody_available");
        assertThat(decision.getExpectedAt()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
        assertThat(decision.getExplanation())
                .isEqualTo("No rule matched, so the default team sales decides; nobody of 2 may receive now: "
                        + "2 outside hours; somebody is expected at 2026-11-20T09:00:00Z");
        assertThat(pool.wake("sales", Instant.parse("2026-11-20T08:59:59Z"))).isEmpty();
        assertThat(ownersOf(pool.wake("sales", Instant.parse("2026-11-20T09:00:00Z"))))
                .containsExactly("l1>ada");
        assertThat(book.sales().getWakeAt()).isNull();
    }

    @Test
    void shouldNameEachReasonToWait() {
        assertThat(only(request("l1", "sales")).getQueueReason()).isEqualTo("no_roster");
        roster(Strategy.LEAST_LOADED, person("ada", "other"));
        assertThat(only(request("l2", "sales")).getQueueReason()).isEqualTo("unknown_team");
        assertThat(only(request("l3", "sales")).getExplanation()).contains("the roster lacks this team");
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setActive(false));
        assertThat(only(request("l4", "sales")).getQueueReason()).isEqualTo("nobody_active");
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setSegments(List.of("large")));
        assertThat(only(request("l5", "sales")).getQueueReason()).isEqualTo("nobody_for_segment");
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setCapacityOpen(0));
        assertThat(only(request("l6", "sales")).getQueueReason()).isEqualTo("all_at_capacity");
        assertThat(only(request("l7", "sales").setExcluded(List.of("ada"))).getQueueReason())
                .isEqualTo("everybody_excluded");
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setDaysOff(List.of("2026-11-20")));
        LeadAssignment onLeave = only(request("l8", "sales"));
        assertThat(onLeave.getQueueReason()).isEqualTo("nobody_available");
        assertThat(onLeave.getExpectedAt()).isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
    }

    @Test
    void shouldWaitForTheNextDayWhenTheDaysLeadsAreGiven() {
        roster(
                Strategy.LEAST_LOADED,
                person("ada", "sales").setCapacityPerDay(2).setZone("America/New_York"));
        assertThat(owner("l1") + owner("l2")).isEqualTo("adaada");
        LeadAssignment third = only(request("l3", "sales"));
        assertThat(third.getQueueReason()).isEqualTo("all_at_capacity");
        assertThat(third.getExpectedAt()).isEqualTo(Instant.parse("2026-11-21T05:00:00Z"));
        assertThat(ownersOf(pool.wake("sales", Instant.parse("2026-11-21T05:00:00Z"))))
                .containsExactly("l3>ada");
    }

    @Test
    void shouldSayThatATeamHasNoPeople() {
        var roster = Samples.roster(1, Strategy.LEAST_LOADED, person("ada", "sales"));
        roster.setRepresentatives(List.of());
        pool = new Pool(book, TeamRoster.of(roster));
        LeadAssignment decision = only(request("l1", "sales"));
        assertThat(decision.getQueueReason()).isEqualTo("nobody_in_team");
        assertThat(decision.getExplanation()).contains("the team has no people");
        assertThat(new Pool(new MemoryPoolBook(), null)
                        .request(request("l1", "sales").build())
                        .get(0)
                        .getExplanation())
                .contains("no roster is published yet");
    }

    @Test
    void shouldServeTheQueueByChatThenScoreThenArrival() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setCapacityOpen(1));
        owner("busy");
        only(request("late", "sales").setRequestedAt(NOW.plusSeconds(2)));
        only(request("early", "sales").setRequestedAt(NOW.plusSeconds(1)));
        only(request("hot", "sales").setScore(95).setRequestedAt(NOW.plusSeconds(3)));
        only(request("chat", "sales").setChat(true).setScore(10).setRequestedAt(NOW.plusSeconds(4)));
        List<@Nullable String> order = new ArrayList<>();
        String owned = "busy";
        for (int i = 0; i < 4; i++) {
            List<LeadAssignment> decisions = release(owned, NOW.plusSeconds(10));
            assertThat(decisions.get(0).getKind()).isEqualTo(AssignmentKind.RELEASED);
            assertThat(decisions).hasSize(2);
            owned = decisions.get(1).getLeadId();
            order.add(owned);
        }
        assertThat(order).containsExactly("chat", "hot", "early", "late");
    }

    @Test
    void shouldNotHoldUpOtherKindsOfLeads() {
        roster(
                Strategy.LEAST_LOADED,
                person("senior", "sales").setSegments(List.of("large")).setCapacityOpen(0),
                person("ada", "sales").setSegments(List.of("small")));
        assertThat(only(request("big", "sales").setSegment("large").setScore(99))
                        .getKind())
                .isEqualTo(AssignmentKind.QUEUED);
        assertThat(only(request("little", "sales").setSegment("small")).getRepresentativeId())
                .isEqualTo("ada");
    }

    @Test
    void shouldNotLetAnArrivalOvertakeWhoWaits() {
        roster(
                Strategy.LEAST_LOADED,
                person("ada", "sales").setHours(officeHours()).setCapacityOpen(2));
        Instant night = Instant.parse("2026-11-20T03:00:00Z");
        only(request("first", "sales").setRequestedAt(night).setDecideAt(night));
        only(request("second", "sales").setRequestedAt(night.plusSeconds(1)).setDecideAt(night));
        List<LeadAssignment> decisions = pool.request(request("third", "sales").build());
        assertThat(ownersOf(decisions)).containsExactly("first>ada", "second>ada", "third>null");
    }

    @Test
    void shouldMoveUpInTheQueueWhenAskedAgain() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setCapacityOpen(1));
        owner("busy");
        only(request("l1", "sales"));
        only(request("l2", "sales").setRequestedAt(NOW.plusSeconds(1)));
        assertThat(pool.request(request("l2", "sales").setScore(90).build())).isEmpty();
        assertThat(ownersOf(release("busy", NOW))).endsWith("l2>ada");
        assertThat(pool.request(request("l2", "sales").build()))
                .as("owned: a repeat changes nothing")
                .isEmpty();
        assertThat(pool.request(request("l1", "sales").setOfferNumber(7).build()))
                .isEmpty();
        assertThat(book.queue).hasSize(1);
    }

    @Test
    void shouldAssignAtOnceWhenAskedAgainAndSomebodyIsThere() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setActive(false));
        only(request("l1", "sales"));
        roster(Strategy.LEAST_LOADED, person("ada", "sales"));
        assertThat(ownersOf(pool.request(request("l1", "sales").setScore(80).build())))
                .containsExactly("l1>ada");
        assertThat(book.queue).isEmpty();
    }

    @Test
    void shouldGiveLoadsAndPlacesBackOnce() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setCapacityOpen(1));
        owner("l1");
        only(request("l2", "sales"));
        List<LeadAssignment> left = release("l2", NOW);
        assertThat(left).hasSize(1);
        assertThat(left.get(0).getExplanation()).isEqualTo("The lead leaves the queue of team sales: unqualified");
        assertThat(book.queue).isEmpty();
        assertThat(pool.release(new OwnerRelease("l1", 9, "sales", "moved", NOW)))
                .isEmpty();
        List<LeadAssignment> released = release("l1", NOW);
        assertThat(released.get(0).getExplanation()).isEqualTo("ada is done with it, for team sales: unqualified");
        assertThat(released.get(0).getRepresentativeEmail()).isEqualTo("ada@sales.example");
        assertThat(release("l1", NOW)).isEmpty();
        assertThat(book.sales().getPeople().get(0).getOpenLeads()).isZero();
    }

    @Test
    void shouldReleaseFromSomebodyWhoLeftTheRosterAndWithoutARoster() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"));
        owner("l1");
        owner("l2");
        roster(Strategy.LEAST_LOADED, person("bob", "sales"));
        assertThat(release("l1", NOW).get(0).getRepresentativeEmail()).isNull();
        pool = new Pool(book, null);
        assertThat(release("l2", NOW).get(0).getRosterVersion()).isZero();
    }

    @Test
    void shouldGiveOutABoundedNumberAtOnceAndGoOnLater() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setActive(false));
        for (int i = 0; i < TeamSession.MOST_PER_CALL + 5; i++) {
            only(request("l" + i, "sales"));
        }
        roster(Strategy.LEAST_LOADED, person("ada", "sales"));
        pool.arm("sales", NOW);
        assertThat(book.sales().getWakeAt()).isEqualTo(NOW);
        List<LeadAssignment> decisions =
                pool.request(request("low", "sales").setScore(1).build());
        assertThat(decisions).hasSize(TeamSession.MOST_PER_CALL + 1);
        assertThat(decisions.get(TeamSession.MOST_PER_CALL).getQueueReason()).isEqualTo("behind_earlier_leads");
        assertThat(book.sales().getWakeAt()).isEqualTo(NOW);
        assertThat(pool.wake("sales", NOW)).hasSize(6);
        assertThat(book.queue).isEmpty();
    }

    @Test
    void shouldArmOnlyTeamsThatWaitForLonger() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"));
        owner("l1");
        pool.arm("sales", NOW);
        assertThat(book.sales().getWakeAt()).isNull();
        roster(
                Strategy.LEAST_LOADED,
                person("ada", "sales").setHours(officeHours()).setZone("Asia/Tokyo"));
        only(request("l2", "sales"));
        Instant monday = Instant.parse("2026-11-23T00:00:00Z");
        assertThat(book.sales().getWakeAt()).isEqualTo(monday);
        pool.arm("sales", monday);
        pool.arm("sales", NOW);
        assertThat(book.sales().getWakeAt()).isEqualTo(NOW);
    }

    @Test
    void shouldNeverDecideBeforeTheRequestCame() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales").setCapacityOpen(0));
        only(request("l1", "sales").setDecideAt(NOW.plusSeconds(60)));
        roster(Strategy.LEAST_LOADED, person("ada", "sales"));
        assertThat(pool.wake("sales", NOW).get(0).getDecidedAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void shouldTakeTheEarlierOfTwoTimesWhenTwoKindsWait() {
        roster(
                Strategy.LEAST_LOADED,
                person("late", "sales")
                        .setSegments(List.of("large"))
                        .setHours(officeHours())
                        .setZone("Asia/Tokyo"),
                person("soon", "sales").setSegments(List.of("small")).setDaysOff(List.of("2026-11-20")),
                person("never", "sales").setSegments(List.of("tiny")).setCapacityOpen(0));
        only(request("l1", "sales").setSegment("large"));
        only(request("l2", "sales").setSegment("small"));
        only(request("l3", "sales").setSegment("tiny"));
        assertThat(book.sales().getWakeAt()).isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
    }

    @Test
    void shouldCountOnlyTheNewestDays() {
        roster(Strategy.LEAST_LOADED, person("ada", "sales"));
        for (int day = 0; day < 6; day++) {
            only(request("l" + day, "sales").setDecideAt(NOW.plus(Duration.ofDays(day))));
        }
        assertThat(book.sales().getPeople().get(0).getDays()).hasSize(3);
        assertThat(book.entries.values())
                .allMatch(entry -> entry.getRepresentativeId().equals("ada"));
    }
}
