// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import static io.leadstream.domain.routing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.RoutingRules;
import io.leadstream.domain.routing.Samples;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.Ownership;
import org.junit.jupiter.api.Test;

class LeadPipelineTest {

    private final Walk walk = new Walk();

    private static LeadProfile.Builder cold() {
        return Samples.lead("l1").setScore(10).setSalesReady(false);
    }

    @Test
    void shouldIgnoreWhoIsNeitherCapturedNorIdentified() {
        walk.profile(cold().setCaptured(false).setEmail(null));
        assertThat(walk.facts).isEmpty();
        assertThat(walk.state).isNull();
        walk.profile(cold().setCaptured(false).setEmail(null).setPhone("+4930123456"));
        assertThat(walk.state().getStage()).isEqualTo("lead");
        walk.restart();
        walk.profile(cold().setCaptured(false));
        assertThat(walk.state().getStage()).isEqualTo("lead");
    }

    @Test
    void shouldNurtureALeadThatIsNotReady() {
        walk.profile(cold());
        assertThat(walk.transitions())
                .extracting(
                        LeadTransition::getSequence,
                        t -> t.getMachine().name(),
                        LeadTransition::getFromState,
                        LeadTransition::getToState,
                        LeadTransition::getCause)
                .containsExactly(
                        tuple(1L, "STAGE", "none", "lead", "captured"),
                        tuple(2L, "STATUS", "none", "new", "captured"),
                        tuple(3L, "ROUTE", "none", "nurture", "not_ready"));
        assertThat(walk.transitions()).allSatisfy(transition -> {
            assertThat(transition.getActor()).isEqualTo("system");
            assertThat(transition.getCauseId()).isEqualTo("event-of-l1");
            assertThat(transition.getAt()).isEqualTo(NOW);
        });
        assertThat(walk.orders).isEmpty();
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.NONE);
    }

    @Test
    void shouldStartAChatContactedAndSendItToSales() {
        walk.profile(cold().setChat(true).setSalesReady(true));
        assertThat(walk.state().getStatus()).isEqualTo("contacted");
        assertThat(walk.state().getRoute()).isEqualTo("sales");
        OwnerRequest request = walk.only(OwnerRequest.class);
        assertThat(request.getChat()).isTrue();
        assertThat(request.getOfferNumber()).isEqualTo(1);
        assertThat(request.getRequestedAt()).isEqualTo(NOW);
    }

    @Test
    void shouldMoveANewLeadToContactedOnceWhenItTurnsOutToHaveComeByChat() {
        walk.profile(cold());
        assertThat(walk.state().getStatus()).isEqualTo("new");
        var chat = cold().setChat(true).setSalesReady(true);
        walk.clear();
        walk.profile(chat.setVersion(2).setCauseId("chat-1").setReceivedAt(NOW.plusSeconds(60)));
        assertThat(walk.state().getStatus()).isEqualTo("contacted");
        assertThat(walk.state().getRoute()).isEqualTo("sales");
        assertThat(walk.transitions())
                .filteredOn(t -> t.getMachine().name().equals("STATUS"))
                .extracting(
                        LeadTransition::getFromState,
                        LeadTransition::getToState,
                        LeadTransition::getCause,
                        LeadTransition::getCauseId,
                        LeadTransition::getAt)
                .containsExactly(tuple("new", "contacted", "chat", "chat-1", NOW.plusSeconds(60)));
        walk.clear();
        walk.profile(chat.setVersion(3));
        assertThat(walk.transitions()).isEmpty();
    }

    @Test
    void shouldMoveANurturedLeadToSalesTheMomentItIsReady() {
        walk.profile(cold());
        walk.profile(cold().setVersion(2).setScore(72).setSalesReady(true).setReceivedAt(NOW.plusSeconds(60)));
        assertThat(walk.state().getRoute()).isEqualTo("sales");
        assertThat(walk.state().getStage()).isEqualTo("lead");
        assertThat(walk.only(OwnerRequest.class).getRequestedAt()).isEqualTo(NOW.plusSeconds(60));
        walk.profile(cold().setVersion(3));
        assertThat(walk.state().getRoute()).as("a fade does not take it back").isEqualTo("sales");
    }

    @Test
    void shouldQualifyByScore() {
        walk.profile(cold().setScore(85).setQualified(true).setQualifiedAt(NOW).setSalesReady(true));
        assertThat(walk.state().getStage()).isEqualTo("mql");
        assertThat(walk.state().getStatus()).isEqualTo("qualified");
    }

    @Test
    void shouldIgnoreAProfileThatIsNotNewer() {
        walk.profile(cold().setVersion(2));
        walk.clear();
        walk.profile(cold().setVersion(2).setSalesReady(true));
        walk.profile(cold().setVersion(1).setSalesReady(true));
        assertThat(walk.facts).isEmpty();
        assertThat(walk.orders).isEmpty();
    }

    @Test
    void shouldKeepItsOwnerWhenItReturns() {
        walk.assigned("ada");
        walk.clear();
        walk.profile(Samples.lead("l1").setVersion(9).setScore(99).setChat(true).setEmployeeCount(50_000L));
        assertThat(walk.orders).isEmpty();
        assertThat(walk.state().getRepresentativeId()).isEqualTo("ada");
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.ASSIGNED);
    }

    @Test
    void shouldWaitForRulesAndAskWhenTheyCome() {
        walk.routing = null;
        walk.profile(Samples.lead("l1"));
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.WAITING_FOR_RULES);
        assertThat(Outcome.waits(walk.state())).isTrue();
        assertThat(walk.orders).isEmpty();
        walk.profile(Samples.lead("l1").setVersion(2).setReceivedAt(NOW.plusSeconds(5)));
        assertThat(walk.orders).isEmpty();
        walk.sweep(Walk.ROUTING, NOW.plusSeconds(60));
        OwnerRequest request = walk.only(OwnerRequest.class);
        assertThat(request.getRequestedAt()).isEqualTo(NOW);
        assertThat(request.getDecideAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.REQUESTED);
    }

    @Test
    void shouldAskAgainWhenAWaitingLeadRanksHigher() {
        walk.profile(Samples.lead("l1"));
        walk.decision(AssignmentKind.QUEUED, null, 1);
        assertThat(Outcome.waits(walk.state())).isTrue();
        walk.clear();
        walk.profile(Samples.lead("l1").setVersion(2).setCompany("Acme"));
        assertThat(walk.orders).as("nothing that ranks changed").isEmpty();
        walk.profile(Samples.lead("l1").setVersion(3).setScore(90));
        assertThat(walk.only(OwnerRequest.class).getScore()).isEqualTo(90);
        assertThat(walk.only(OwnerRequest.class).getOfferNumber()).isEqualTo(1);
        walk.clear();
        walk.profile(Samples.lead("l1").setVersion(4).setScore(90).setChat(true));
        assertThat(walk.only(OwnerRequest.class).getChat()).isTrue();
    }

    @Test
    void shouldAskAgainAtOnceWhenItRankedHigherWhileTheAnswerWasOnItsWay() {
        walk.profile(Samples.lead("l1"));
        walk.profile(Samples.lead("l1").setVersion(2).setScore(95));
        walk.clear();
        walk.decision(AssignmentKind.QUEUED, null, 1);
        assertThat(walk.only(OwnerRequest.class).getScore()).isEqualTo(95);
    }

    @Test
    void shouldMoveAWaitingLeadWhereNewRulesSendIt() {
        walk.profile(Samples.lead("l1"));
        walk.decision(AssignmentKind.QUEUED, null, 1);
        walk.clear();
        walk.sweep(Walk.ROUTING, NOW);
        assertThat(walk.orders).isEmpty();
        Routing elsewhere = new Routing(RoutingRules.of(Samples.everythingTo("other")), Walk.ROUTING.roster());
        walk.sweep(elsewhere, NOW.plusSeconds(9));
        assertThat(walk.orders).hasSize(2);
        assertThat(((OwnerRelease) walk.orders.get(0).getOrder()).getTeamId()).isEqualTo("sales");
        assertThat(((OwnerRelease) walk.orders.get(0).getOrder()).getReason()).isEqualTo("moved");
        OwnerRequest request = (OwnerRequest) walk.orders.get(1).getOrder();
        assertThat(request.getTeamId()).isEqualTo("other");
        assertThat(request.getOfferNumber()).isEqualTo(2);
        assertThat(walk.orders).extracting(Outcome::teamOf).containsExactly("sales", "other");
        walk.decision(AssignmentKind.ASSIGNED, "ada", 1);
        assertThat(walk.state().getOwnership()).as("the old offer is over").isEqualTo(Ownership.REQUESTED);
        walk.decision(AssignmentKind.ASSIGNED, "cy", 2);
        assertThat(walk.state().getRepresentativeId()).isEqualTo("cy");
        assertThat(Outcome.waits(walk.state())).isFalse();
    }

    @Test
    void shouldMoveAWaitingLeadToAPersonThatNewRulesName() {
        walk.profile(Samples.lead("l1"));
        walk.decision(AssignmentKind.QUEUED, null, 1);
        walk.clear();
        walk.sweep(
                new Routing(
                        RoutingRules.of(
                                Samples.rules(
                                        2,
                                        "{name: n, defaultTeam: sales, rules: [{id: a, name: A, priority: 1, representative: ada}]}")),
                        Walk.ROUTING.roster()),
                NOW);
        assertThat(((OwnerRequest) walk.orders.get(1).getOrder()).getRepresentativeId())
                .isEqualTo("ada");
    }

    @Test
    void shouldIgnoreDecisionsThatSayNothingNew() {
        walk.decision(AssignmentKind.ASSIGNED, "ada", 1);
        assertThat(walk.state).isNull();
        walk.assigned("ada");
        walk.decision(AssignmentKind.ACCEPTED, "ada", 1);
        walk.decision(AssignmentKind.ASSIGNED, "bob", 1);
        assertThat(walk.state().getRepresentativeId()).isEqualTo("ada");
        walk.sweepUnknown();
        walk.restart();
        walk.profile(Samples.lead("l1"));
        walk.decision(AssignmentKind.RELEASED, null, 1);
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.REQUESTED);
    }

    @Test
    void shouldKeepWaitingInTheQueueWithoutRules() {
        walk.profile(Samples.lead("l1"));
        walk.routing = null;
        walk.decision(AssignmentKind.QUEUED, null, 1);
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.QUEUED);
    }
}
