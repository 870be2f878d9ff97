// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import static io.leadstream.domain.routing.Samples.NOW;
import static io.leadstream.domain.routing.Samples.person;
import static io.leadstream.domain.routing.Samples.request;
import static io.leadstream.domain.routing.Samples.roster;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.assignment.StaffChangeKind;
import io.leadstream.schemas.rules.Leave;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lead and an owner who is absent: others get it at once, unless the team would rather wait. */
class OwnerWaitTest {

    private static final Instant LUNCH_ENDS = NOW.plus(Duration.ofMinutes(40));

    private final MemoryPoolBook book = new MemoryPoolBook();
    private Pool pool = new Pool(book, null);

    private void team(Duration wait, Representative.Builder... people) {
        Roster roster = roster(1, Strategy.LEAST_LOADED, people);
        roster.getTeams().get(0).setOwnerWaitSeconds(wait.toSeconds());
        pool = new Pool(book, TeamRoster.of(roster));
    }

    /** Ada, who owns acme.com, is at lunch from now on; bob is there. */
    private void adaAtLunch(Duration wait) {
        team(wait, person("ada", "sales"), person("bob", "sales").setActive(false));
        ask(acme("first"));
        team(wait, person("ada", "sales").setLeave(List.of(new Leave(NOW, LUNCH_ENDS))), person("bob", "sales"));
    }

    private static OwnerRequest.Builder acme(String lead) {
        return request(lead, "sales").setCompanyDomain("acme.com");
    }

    private String ask(OwnerRequest.Builder request) {
        return told(pool.request(request.build()));
    }

    private String wake(Instant at) {
        return told(pool.wake("sales", at));
    }

    private static String told(List<LeadAssignment> decisions) {
        StringBuilder told = new StringBuilder();
        for (LeadAssignment decision : decisions) {
            String who = decision.getRepresentativeId();
            told.append(told.isEmpty() ? "" : ", ")
                    .append(decision.getLeadId())
                    .append(' ')
                    .append(who == null ? decision.getQueueReason() + " " + decision.getExpectedAt() : who);
        }
        return told.toString();
    }

    private @Nullable Instant wakeAt() {
        return book.sales().getWakeAt();
    }

    private StaffChange ada(StaffChangeKind kind, @Nullable Instant until) {
        return StaffChange.newBuilder()
                .setCommandId("s-" + kind)
                .setRepresentativeId("ada")
                .setKind(kind)
                .setAccepted(true)
                .setIssuedBy("ada")
                .setAt(NOW)
                .setUntil(until)
                .build();
    }

    @Test
    void shouldGiveTheLeadToSomebodyElseWhenTheTeamDoesNotWait() {
        adaAtLunch(Duration.ZERO);
        assertThat(ask(acme("l1"))).isEqualTo("l1 bob");
    }

    @Test
    void shouldWaitForTheOwnerOfTheCompanyUntilBack() {
        adaAtLunch(Duration.ofHours(1));
        List<LeadAssignment> queued = pool.request(acme("l1").build());
        assertThat(told(queued)).isEqualTo("l1 owner_absent " + LUNCH_ENDS);
        assertThat(queued.get(0).getImpossible()).isFalse();
        assertThat(queued.get(0).getExplanation())
                .isEqualTo("Ada, who owns the company acme.com, is on leave: the lead waits for Ada until "
                        + NOW.plus(Duration.ofHours(1)) + ", then somebody else gets it");
        assertThat(wakeAt()).isEqualTo(LUNCH_ENDS);
        assertThat(ask(acme("l1").setScore(90).setAgain(true)))
                .as("it waits on")
                .isEmpty();
        assertThat(ask(request("l2", "sales"))).as("nobody waits behind it").isEqualTo("l2 bob");
        assertThat(wake(LUNCH_ENDS.minusMillis(1))).isEmpty();
        assertThat(wake(LUNCH_ENDS)).isEqualTo("l1 ada");
        assertThat(book.queue).isEmpty();
        assertThat(wakeAt()).isNull();
    }

    @Test
    void shouldGiveTheLeadToSomebodyElseWhenTheWaitIsOver() {
        adaAtLunch(Duration.ofHours(1));
        team(Duration.ofHours(1), person("ada", "sales"), person("bob", "sales"));
        pool.learn(ada(StaffChangeKind.AWAY, null));
        Instant end = NOW.plus(Duration.ofHours(1));
        assertThat(ask(acme("l1"))).isEqualTo("l1 owner_absent " + end);
        assertThat(wake(end.minusMillis(1))).isEmpty();
        assertThat(wake(end)).isEqualTo("l1 bob");
        assertThat(ask(acme("l2").setDecideAt(end)))
                .as("the time counts from when a lead came up")
                .isEqualTo("l2 bob");
    }

    @Test
    void shouldServeTheLeadWhenTheOwnerIsBackSooner() {
        adaAtLunch(Duration.ofHours(1));
        team(Duration.ofHours(1), person("ada", "sales"), person("bob", "sales"));
        pool.learn(ada(StaffChangeKind.AWAY, NOW.plus(Duration.ofMinutes(50))));
        assertThat(ask(acme("l1"))).isEqualTo("l1 owner_absent " + NOW.plus(Duration.ofMinutes(50)));
        pool.learn(ada(StaffChangeKind.BACK, null));
        assertThat(wakeAt()).isEqualTo(NOW);
        assertThat(wake(NOW)).isEqualTo("l1 ada");
    }

    @Test
    void shouldNotWaitForWhoComesBackTooLateOrIsFullOrNeverComes() {
        adaAtLunch(Duration.ofMinutes(39));
        assertThat(ask(acme("l1"))).isEqualTo("l1 bob");
        team(Duration.ofHours(1), person("ada", "sales").setCapacityOpen(0), person("bob", "sales"));
        assertThat(ask(acme("l2"))).isEqualTo("l2 bob");
        team(Duration.ofHours(1), person("ada", "sales").setActive(false), person("bob", "sales"));
        assertThat(ask(acme("l3"))).isEqualTo("l3 bob");
    }

    @Test
    void shouldNotWaitWithAChatOrForWhomARuleNames() {
        adaAtLunch(Duration.ofHours(1));
        assertThat(ask(acme("l1").setChat(true))).isEqualTo("l1 bob");
        assertThat(ask(acme("l2").setRepresentativeId("ada").setMethod(AssignmentMethod.RULE)))
                .isEqualTo("l2 bob");
        assertThat(ask(acme("l3").setExcluded(List.of("ada")))).isEqualTo("l3 bob");
    }

    @Test
    void shouldWaitForTheFormerOwnerToo() {
        adaAtLunch(Duration.ofHours(1));
        List<LeadAssignment> queued = pool.request(request("l1", "sales")
                .setRepresentativeId("ada")
                .setMethod(AssignmentMethod.RETURNING_OWNER)
                .build());
        assertThat(queued.get(0).getExplanation()).startsWith("Ada, the lead's former owner, is on leave: ");
        assertThat(wake(LUNCH_ENDS)).isEqualTo("l1 ada");
    }

    /** A lead that ranks higher but came later must not keep an earlier one beyond its time. */
    @Test
    void shouldLetEachLeadGoWhenItsOwnTimeIsOver() {
        adaAtLunch(Duration.ofHours(1));
        team(Duration.ofHours(1), person("ada", "sales"), person("bob", "sales"));
        pool.learn(ada(StaffChangeKind.AWAY, null));
        ask(acme("early").setScore(10));
        Instant later = NOW.plus(Duration.ofMinutes(30));
        ask(acme("late").setScore(99).setRequestedAt(later).setDecideAt(later));
        assertThat(wakeAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(wake(NOW.plus(Duration.ofHours(1)))).isEqualTo("early bob");
        assertThat(wakeAt()).isEqualTo(later.plus(Duration.ofHours(1)));
        assertThat(wake(later.plus(Duration.ofHours(1)))).isEqualTo("late bob");
    }

    @Test
    void shouldWaitOnForAnybodyWhenTheWaitIsOverAndNobodyIsThere() {
        adaAtLunch(Duration.ofMinutes(50));
        team(
                Duration.ofMinutes(50),
                person("ada", "sales"),
                person("bob", "sales").setLeave(List.of(new Leave(NOW, NOW.plus(Duration.ofHours(2))))));
        pool.learn(ada(StaffChangeKind.AWAY, null));
        assertThat(ask(acme("l1"))).isEqualTo("l1 owner_absent " + NOW.plus(Duration.ofMinutes(50)));
        assertThat(wake(NOW.plus(Duration.ofMinutes(50)))).isEmpty();
        assertThat(wakeAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
        assertThat(wake(NOW.plus(Duration.ofHours(2)))).isEqualTo("l1 bob");
    }
}
