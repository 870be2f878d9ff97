// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import static io.leadstream.domain.routing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.routing.Samples;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.TouchKind;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.MergedLead;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.Ownership;
import io.leadstream.schemas.state.assignment.SalesPast;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergedLeadsTest {

    private static final LogTouch CALL = new LogTouch(TouchKind.CALL, true, "talked", null, null);

    private final Walk walk = new Walk();

    private static LeadProfile.Builder gone() {
        return Samples.lead("l1").setVersion(9).setMergedInto("l2").setCauseId("merge:l1");
    }

    private static LeadProfile.Builder united() {
        return Samples.lead("l1").setVersion(9).setMergedFrom(List.of("old"));
    }

    private static MergedLead past(@Nullable String representative) {
        return new MergedLead(
                "old",
                "l1",
                SalesPast.newBuilder()
                        .setTeamId(representative == null ? null : "other")
                        .setRepresentativeId(representative)
                        .setFirstTouchAt(NOW.minusSeconds(60))
                        .setBantPassed(true)
                        .setAt(NOW)
                        .build());
    }

    private void tell(MergedLead part) {
        walk.take(LeadPipeline.onMerged(walk.state, part, walk.routing));
    }

    @Test
    void shouldGiveBackItsPlaceAndHandOnWhatSalesMadeOfItWhenALeadIsGone() {
        walk.assigned("ada");
        walk.order("ada", CALL);
        walk.clear();
        Outcome outcome = LeadPipeline.onProfile(walk.state, gone().build(), walk.routing);
        walk.take(outcome);
        OwnerRelease release = walk.only(OwnerRelease.class);
        assertThat(release.getReason()).isEqualTo("merged");
        assertThat(release.getTeamId()).isEqualTo("sales");
        LeadTransition move = walk.only(LeadTransition.class);
        assertThat(move.getToState()).isEqualTo("merged");
        assertThat(move.getCauseId()).isEqualTo("merge:l1");
        assertThat(walk.state().getStage()).isEqualTo("sal");
        assertThat(walk.state().getStatus()).isEqualTo("contacted");
        assertThat(walk.state().getArmedAt()).isNull();
        assertThat(outcome.handedOn()).singleElement().satisfies(part -> {
            assertThat(part.getLeadId()).isEqualTo("l1");
            assertThat(part.getIntoLeadId()).isEqualTo("l2");
            SalesPast past = (SalesPast) part.getContent();
            assertThat(past.getRepresentativeId()).isEqualTo("ada");
            assertThat(past.getTeamId()).isEqualTo("sales");
            assertThat(past.getFirstTouchAt()).isNotNull();
            assertThat(past.getTwoWayTouchAt()).isEqualTo(past.getFirstTouchAt());
        });
        assertThat(LeadPipeline.onProfile(walk.state, gone().build(), walk.routing)
                        .handedOn())
                .isEmpty();
    }

    @Test
    void shouldTellThatItHadNoOwnerWhenNothingWasKnownOfALead() {
        Outcome outcome = LeadPipeline.onProfile(null, gone().build(), null);
        assertThat(outcome.orders()).isEmpty();
        assertThat(outcome.handedOn()).singleElement().satisfies(part -> assertThat(
                        ((SalesPast) part.getContent()).getRepresentativeId())
                .isNull());
        walk.take(outcome);
        walk.sweep(Walk.ROUTING, NOW);
        assertThat(walk.orders).isEmpty();
    }

    @Test
    void shouldReaddressCommandsWhenALeadIsGone() {
        walk.profile(gone());
        LeadCommand command = LeadCommand.newBuilder()
                .setCommandId("c")
                .setLeadId("l1")
                .setIssuedBy("ada")
                .setReceivedAt(NOW)
                .setOrder(CALL)
                .build();
        Outcome outcome = Commands.decide(walk.state, command, walk.routing);
        assertThat(outcome.facts()).isEmpty();
        MergedLead part = outcome.handedOn().get(0);
        assertThat(((LeadCommand) part.getContent()).getLeadId()).isEqualTo("l2");
        Outcome answered = LeadPipeline.onMerged(null, part, walk.routing);
        assertThat((CommandOutcome) answered.facts().get(0)).satisfies(refused -> {
            assertThat(refused.getLeadId()).isEqualTo("l2");
            assertThat(refused.getRefusal()).isEqualTo(RefusalCode.UNKNOWN_LEAD);
        });
    }

    @Test
    void shouldWaitForThePastAndThenAskForItsOwnerFirst() {
        walk.profile(united());
        assertThat(walk.orders).isEmpty();
        tell(past("cy"));
        OwnerRequest request = walk.only(OwnerRequest.class);
        assertThat(request.getTeamId()).isEqualTo("other");
        assertThat(request.getRepresentativeId()).isEqualTo("cy");
        assertThat(request.getMethod()).isEqualTo(AssignmentMethod.RETURNING_OWNER);
        assertThat(request.getOnly()).isFalse();
        assertThat(walk.state().getFirstTouchAt()).isEqualTo(NOW.minusSeconds(60));
        assertThat(walk.state().getBantPassed()).isTrue();
    }

    @Test
    void shouldAskTheOwnerOfThePastInTheTeamOfToday() {
        walk.profile(united());
        MergedLead left = past("cy");
        ((SalesPast) left.getContent()).setTeamId("gone");
        tell(left);
        assertThat(walk.only(OwnerRequest.class).getTeamId()).isEqualTo("other");
        assertThat(walk.only(OwnerRequest.class).getRepresentativeId()).isEqualTo("cy");
    }

    @Test
    void shouldAskAsRulesSayWhenThePastHadNoOwner() {
        walk.profile(united());
        tell(past(null));
        OwnerRequest request = walk.only(OwnerRequest.class);
        assertThat(request.getTeamId()).isEqualTo("sales");
        assertThat(request.getRepresentativeId()).isNull();
    }

    @Test
    void shouldRememberThePastWhenItComesBeforeTheProfile() {
        tell(past("cy"));
        assertThat(walk.orders).isEmpty();
        assertThat(walk.order("ada", CALL).getRefusal()).isEqualTo(RefusalCode.UNKNOWN_LEAD);
        walk.profile(united());
        assertThat(walk.only(OwnerRequest.class).getRepresentativeId()).isEqualTo("cy");
        assertThat(walk.state().getStage()).isEqualTo("lead");
        assertThat(walk.state().getStatus()).isEqualTo("qualified");
    }

    @Test
    void shouldBeQualifiedAndForSalesWhenTheAssessmentWasOfTheOther() {
        walk.profile(Samples.lead("l1").setSalesReady(false));
        walk.profile(united().setSalesReady(false));
        walk.clear();
        tell(past("cy"));
        assertThat(walk.transitions())
                .extracting(move -> move.getFromState() + ">" + move.getToState() + " by " + move.getActor())
                .containsExactly("new>qualified by system", "nurture>sales by system");
        assertThat(walk.only(OwnerRequest.class).getRepresentativeId()).isEqualTo("cy");
    }

    @Test
    void shouldKeepItsOwnOwnerWhenBothHadOne() {
        walk.assigned("ada");
        walk.profile(united());
        tell(past("cy"));
        assertThat(walk.orders).isEmpty();
        assertThat(walk.state().getRepresentativeId()).isEqualTo("ada");
        assertThat(walk.state().getDirection()).isNull();
        assertThat(walk.state().getTouchBy()).isNull();
    }

    @Test
    void shouldBeSalesQualifiedWhenTheTalkWasWithOneAndTheAssessmentOfTheOther() {
        walk.assigned("ada");
        walk.order("ada", CALL);
        walk.profile(united());
        walk.clear();
        tell(past("cy"));
        assertThat(walk.transitions()).extracting(LeadTransition::getToState).containsExactly("qualified", "sql");
        LeadTransition move = walk.transitions().get(1);
        assertThat(move.getActor()).isEqualTo("system");
        assertThat(move.getAt()).isEqualTo(NOW);
        assertThat(move.getCauseId()).isEqualTo("merge:old");
    }

    @Test
    void shouldStayAsItWasClosedWhateverThePastReached() {
        walk.assigned("ada");
        walk.order("ada", CALL);
        walk.order("ada", new AssessBant(true, false, true, true, null));
        walk.clear();
        tell(past("cy"));
        assertThat(walk.facts).isEmpty();
        assertThat(walk.state().getStage()).isEqualTo("sal");
    }

    @Test
    void shouldMoveToThePastsOwnerWhenItStillWaitsInTheQueue() {
        walk.profile(Samples.lead("l1"));
        walk.decision(AssignmentKind.QUEUED, null, 1);
        walk.clear();
        walk.profile(united());
        tell(past("cy"));
        assertThat(walk.only(OwnerRelease.class).getReason()).isEqualTo("moved");
        assertThat(walk.only(OwnerRequest.class).getRepresentativeId()).isEqualTo("cy");
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.REQUESTED);
    }

    @Test
    void shouldPassOnWhatComesWhenItIsGoneItself() {
        walk.profile(gone());
        Outcome outcome = LeadPipeline.onMerged(walk.state, past("cy"), walk.routing);
        assertThat(outcome.state()).isNull();
        assertThat(outcome.handedOn())
                .containsExactly(new MergedLead("old", "l2", past("cy").getContent()));
    }

    @Test
    void shouldAskWithoutWaitingWhenMoreBecamePartOfItThanAreRemembered() {
        walk.profile(Samples.lead("l1").setSalesReady(false));
        LeadState state = walk.state();
        state.setMergedFrom(IntStream.range(0, 1_000).mapToObj(i -> "lead-" + i).toList());
        walk.profile(united());
        assertThat(walk.only(OwnerRequest.class).getRepresentativeId()).isNull();
    }
}
