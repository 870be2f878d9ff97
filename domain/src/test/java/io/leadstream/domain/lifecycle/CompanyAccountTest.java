// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import static io.leadstream.domain.routing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.RoutingRules;
import io.leadstream.domain.routing.Samples;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandBackLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.capture.TouchKind;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lead's side of its company's account: when it asks there, and what it tells of owners. */
class CompanyAccountTest {

    private static final String COMPANY = "mail.example";

    private final Walk walk = new Walk();

    private static Routing routing(int version, String... teams) {
        Roster roster = Samples.roster(
                version,
                Strategy.LEAST_LOADED,
                List.of(teams).stream()
                        .map(team -> Samples.person("of-" + team, team))
                        .toArray(Representative.Builder[]::new));
        return new Routing(RoutingRules.of(Samples.everythingTo("sales")), TeamRoster.of(roster));
    }

    /** The company's owner, of another team, takes the newest offer. */
    private void decided(AssignmentKind kind, @Nullable String person) {
        walk.take(LeadPipeline.onDecision(
                walk.state,
                LeadAssignment.newBuilder()
                        .setAssignmentId("a")
                        .setLeadId("l1")
                        .setKind(kind)
                        .setOfferNumber(walk.state().getOfferNumber())
                        .setTeamId("other")
                        .setRepresentativeId(person)
                        .setMethod(AssignmentMethod.COMPANY_OWNER)
                        .setRulesVersion(1)
                        .setRosterVersion(1)
                        .setExplanation("because")
                        .setScore(75)
                        .setGrade("B")
                        .setRequestedAt(NOW)
                        .setDecidedAt(NOW)
                        .setLeadSource("api")
                        .build(),
                walk.routing));
    }

    private List<String> claims() {
        List<String> claims = walk.claims.stream()
                .map(claim -> claim.getKind() + " " + claim.getRepresentativeId())
                .toList();
        walk.claims.clear();
        return claims;
    }

    private @Nullable String account() {
        return walk.state().getAccount();
    }

    @Test
    void shouldAskTheAccountWhenNoRuleMatchedAndThereAreOtherTeams() {
        walk.routing = routing(1, "sales");
        walk.profile(Samples.lead("l1"));
        assertThat(account()).isNull();
        walk.restart();
        walk.routing = routing(1, "sales", "other");
        walk.profile(Samples.lead("l1"));
        assertThat(account()).isEqualTo(COMPANY);
        assertThat(walk.only(OwnerRequest.class).getAgain()).isFalse();
        walk.restart();
        walk.profile(Samples.lead("l1").setEmail("l1@gmail.com"));
        assertThat(account()).as("free mail").isNull();
        walk.restart();
        walk.profile(Samples.lead("l1").setEmail(null).setPhone("+49301234567"));
        assertThat(account()).isNull();
    }

    @Test
    void shouldNotAskTheAccountWhenSomebodyElseDecided() {
        walk.routing = new Routing(
                RoutingRules.of(Samples.rules(
                        1,
                        "{name: r, defaultTeam: sales, rules: [{id: all, name: All, priority: 1, field: score,"
                                + " operator: exists, team: other}]}")),
                Walk.ROUTING.roster());
        walk.profile(Samples.lead("l1"));
        assertThat(account()).isNull();
        assertThat(walk.only(OwnerRequest.class).getTeamId()).isEqualTo("other");
    }

    @Test
    void shouldTellEverythingByWayOfTheAccountOnceItAskedThere() {
        walk.profile(Samples.lead("l1"));
        Outcome moved = Commands.decide(
                walk.state,
                LeadCommand.newBuilder()
                        .setCommandId("c")
                        .setLeadId("l1")
                        .setIssuedBy("admin")
                        .setReceivedAt(NOW)
                        .setOrder(new ReassignLead("cy", null, null))
                        .build(),
                walk.routing);
        assertThat(moved.orders()).isEmpty();
        assertThat(moved.accountOrders()).hasSize(2).allMatch(order -> order.getCompanyDomain()
                .equals(COMPANY));
        assertThat(moved.isUrgent()).isTrue();
    }

    @Test
    void shouldBelongToTheTeamOfTheCompanysOwner() {
        walk.profile(Samples.lead("l1"));
        decided(AssignmentKind.QUEUED, null);
        assertThat(walk.state().getTeamId()).isEqualTo("other");
        walk.clear();
        walk.profile(Samples.lead("l1").setVersion(2).setScore(90));
        assertThat(walk.only(OwnerRequest.class).getAgain()).isTrue();
        decided(AssignmentKind.ASSIGNED, "cy");
        walk.clear();
        walk.order("cy", new HandBackLead("not mine"));
        assertThat(walk.only(OwnerRelease.class).getTeamId()).isEqualTo("other");
        assertThat(walk.only(OwnerRequest.class).getTeamId())
                .as("the rules decide")
                .isEqualTo("sales");
    }

    @Test
    void shouldAskAnewWithEachRosterWhileItWaitsForAnotherTeamThanItWasMeantFor() {
        walk.profile(Samples.lead("l1"));
        decided(AssignmentKind.QUEUED, null);
        walk.clear();
        walk.sweep(routing(2, "sales", "third"), NOW);
        assertThat(walk.only(OwnerRelease.class).getTeamId()).isEqualTo("other");
        assertThat(walk.only(OwnerRequest.class).getOfferNumber()).isEqualTo(2);
        assertThat(walk.only(OwnerRequest.class).getAgain()).isFalse();
        walk.clear();
        walk.sweep(walk.routing == null ? Walk.ROUTING : walk.routing, NOW);
        assertThat(walk.orders).isEmpty();
    }

    @Test
    void shouldTellWhoWasAssignedOnlyWhereOtherTeamsCouldCare() {
        walk.profile(Samples.lead("l1"));
        Outcome outcome = LeadPipeline.onDecision(walk.state, assignedTo("ada"), walk.routing);
        assertThat(outcome.accountOrders()).hasSize(1);
        assertThat(outcome.isUrgent()).as("nobody waits for it").isFalse();
        assertThat(LeadPipeline.onDecision(walk.state, assignedTo("ada"), routing(1, "sales"))
                        .accountOrders())
                .isEmpty();
        assertThat(LeadPipeline.onDecision(walk.state, assignedTo("ada"), null).accountOrders())
                .isEmpty();
    }

    private LeadAssignment assignedTo(String person) {
        return LeadAssignment.newBuilder()
                .setAssignmentId("a")
                .setLeadId("l1")
                .setKind(AssignmentKind.ASSIGNED)
                .setOfferNumber(walk.state().getOfferNumber())
                .setTeamId("sales")
                .setRepresentativeId(person)
                .setRulesVersion(1)
                .setRosterVersion(1)
                .setExplanation("because")
                .setScore(75)
                .setGrade("B")
                .setRequestedAt(NOW)
                .setDecidedAt(NOW)
                .setLeadSource("api")
                .build();
    }

    @Test
    void shouldTellWhoAcceptedRefusedAndHandedOver() {
        walk.profile(Samples.lead("l1"));
        decided(AssignmentKind.ASSIGNED, "cy");
        assertThat(claims()).containsExactly("ASSIGNED cy");
        walk.order("cy", new DeclineLead(1, "no"));
        assertThat(claims()).containsExactly("REFUSED cy");
        decided(AssignmentKind.ASSIGNED, "oz");
        walk.order("oz", new AcceptLead(2));
        assertThat(claims()).containsExactly("ASSIGNED oz", "ACCEPTED oz");
        walk.released("oz", 2, "cy", "other");
        assertThat(claims()).containsExactly("HANDED_OVER oz");
        decided(AssignmentKind.ASSIGNED, "cy");
        walk.order("cy", new LogTouch(TouchKind.CALL, true, null, null, null));
        assertThat(claims()).containsExactly("ASSIGNED cy", "ACCEPTED cy");
        walk.order("cy", new HandBackLead("busy"));
        assertThat(claims()).as("the company stays with who took it").isEmpty();
        decided(AssignmentKind.ASSIGNED, "oz");
        claims();
        walk.released("oz", 4, null, null);
        assertThat(claims()).as("who left owns nothing anyway").isEmpty();
    }

    @Test
    void shouldTellOfAnOfferThatRanOut() {
        walk.profile(Samples.lead("l1"));
        walk.decision(AssignmentKind.ASSIGNED, "ada", 1);
        claims();
        walk.timer(NOW.plusSeconds(3_600));
        assertThat(claims()).containsExactly("REFUSED ada");
    }

    @Test
    void shouldNotMoveTheCompanyWhenAnAdminMovesTheLead() {
        walk.profile(Samples.lead("l1"));
        decided(AssignmentKind.ASSIGNED, "cy");
        walk.order("cy", new AcceptLead(1));
        claims();
        walk.order("admin", new ReassignLead("ada", null, null));
        decided(AssignmentKind.ASSIGNED, "ada");
        walk.order("ada", new LogTouch(TouchKind.CALL, true, null, null, null));
        walk.order("ada", new HandBackLead("busy"));
        decided(AssignmentKind.ASSIGNED, "oz");
        walk.order("oz", new DeclineLead(3, "no"));
        assertThat(claims()).isEmpty();
        decided(AssignmentKind.ASSIGNED, "cy");
        walk.released("cy", 4, "oz", "other");
        assertThat(claims()).as("the giver owns nothing any more").containsExactly("HANDED_OVER cy");
        decided(AssignmentKind.ASSIGNED, "oz");
        assertThat(claims()).as("but this lead speaks for nobody").isEmpty();
    }

    @Test
    void shouldNotGiveTheCompanyToTheManagerToWhomALeadIsEscalated() {
        walk.routing = Walk.routing("mia");
        walk.profile(Samples.lead("l1"));
        walk.decision(AssignmentKind.ASSIGNED, "ada", 1);
        walk.order("ada", new DeclineLead(1, "no"));
        walk.impossible(2);
        claims();
        walk.decision(AssignmentKind.ASSIGNED, "mia", 3);
        walk.order("mia", new LogTouch(TouchKind.CALL, true, null, null, null));
        assertThat(claims()).isEmpty();
    }

    @Test
    void shouldPassTheCompanyOnWithAHandOverToATeam() {
        walk.profile(Samples.lead("l1"));
        decided(AssignmentKind.ASSIGNED, "cy");
        walk.released("cy", 1, null, "other");
        decided(AssignmentKind.ASSIGNED, "oz");
        walk.order("oz", new DeclineLead(2, "no"));
        decided(AssignmentKind.ASSIGNED, "ada");
        assertThat(claims())
                .containsExactly("ASSIGNED cy", "HANDED_OVER cy", "ASSIGNED oz", "REFUSED oz", "ASSIGNED ada");
    }

    @Test
    void shouldTellNothingOfLeadsWithoutACompany() {
        walk.profile(Samples.lead("l1").setEmail("l1@gmail.com"));
        decided(AssignmentKind.ASSIGNED, "cy");
        walk.order("cy", new AcceptLead(1));
        assertThat(claims()).isEmpty();
    }
}
