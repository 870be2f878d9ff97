// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.domain.routing.Samples;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.RecycleLead;
import io.leadstream.schemas.capture.TouchKind;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.Ownership;
import org.junit.jupiter.api.Test;

class RecyclingTest {

    private static final RecycleLead AGAIN = new RecycleLead("budget in spring");

    private final Walk walk = new Walk();

    private void unqualify(boolean touched) {
        walk.assigned("ada");
        if (touched) {
            walk.order(
                    "ada",
                    LogTouch.newBuilder()
                            .setKind(TouchKind.CALL)
                            .setTwoWay(true)
                            .build());
        }
        walk.order("ada", new AssessBant(true, true, false, true, null));
        walk.clear();
    }

    @Test
    void shouldGoBackToNurtureWhenTheLastOwnerSaysSo() {
        unqualify(true);
        CommandOutcome outcome = walk.order("ada", AGAIN);
        assertThat(outcome.getAccepted()).as(outcome.getDetail()).isTrue();
        assertThat(outcome.getCommand()).isEqualTo("recycle_lead");
        assertThat(walk.all(LeadTransition.class))
                .extracting(LeadTransition::getToState, LeadTransition::getCause)
                .containsExactly(
                        tuple("lead", "recycled"), tuple("contacted", "recycled"), tuple("nurture", "recycled"));
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.NONE);
        assertThat(walk.state().getTwoWayTouchAt()).isNull();
        assertThat(walk.orders)
                .as("nobody is asked before the lead is ready again")
                .isEmpty();
    }

    @Test
    void shouldBeNewAgainWhenNobodyHadReachedOut() {
        unqualify(false);
        walk.order("admin", AGAIN);
        assertThat(walk.state().getStatus()).isEqualTo("new");
    }

    @Test
    void shouldIgnoreHowFarTheCycleBeforeCameAndQualifyInTheNext() {
        unqualify(true);
        walk.order("admin", AGAIN);
        walk.clear();
        walk.profile(Samples.lead("l1").setVersion(5).setQualified(true).setSalesReady(true));
        assertThat(walk.facts).as("a profile of the cycle before").isEmpty();
        assertThat(walk.state().getProfile().getVersion()).isEqualTo(5);
        walk.profile(
                Samples.lead("l1").setVersion(6).setCycle(1).setQualified(true).setSalesReady(true));
        assertThat(walk.state().getStage()).isEqualTo("mql");
        assertThat(walk.state().getRoute()).isEqualTo("sales");
        OwnerRequest request = walk.only(OwnerRequest.class);
        assertThat(request.getOfferNumber()).isEqualTo(2);
        assertThat(request.getRepresentativeId())
                .as("a returning lead's owner is asked first")
                .isEqualTo("ada");
        assertThat(request.getMethod()).isEqualTo(AssignmentMethod.RETURNING_OWNER);
    }

    /** Scoring counts the cycles of a lead that became part of this one too. */
    @Test
    void shouldIgnoreTheCycleBeforeAlsoWhenTheProfileHadCountedMoreCycles() {
        unqualify(true);
        walk.profile(Samples.lead("l1").setVersion(4).setCycle(2));
        walk.order("admin", AGAIN);
        walk.clear();
        walk.profile(
                Samples.lead("l1").setVersion(5).setCycle(2).setQualified(true).setSalesReady(true));
        assertThat(walk.facts).as("a profile of the cycle before").isEmpty();
        walk.profile(
                Samples.lead("l1").setVersion(6).setCycle(3).setQualified(true).setSalesReady(true));
        assertThat(walk.state().getStage()).isEqualTo("mql");
        walk.order("admin", new AssessBant(true, true, false, true, null));
        walk.profile(Samples.lead("l1").setVersion(7).setCycle(1).setQualified(true));
        walk.order("admin", AGAIN);
        assertThat(walk.state().getCycle()).as("a count never goes back").isEqualTo(4);
    }

    @Test
    void shouldRefuseWhoNeverHadItAndLeadsThatAreOpen() {
        walk.assigned("ada");
        assertThat(walk.order("ada", AGAIN).getRefusal()).isEqualTo(RefusalCode.NOT_ALLOWED);
        walk.order("ada", new AssessBant(true, true, false, true, null));
        CommandOutcome stranger = walk.order("bob", AGAIN);
        assertThat(stranger.getRefusal()).isEqualTo(RefusalCode.NOT_OWNER);
        assertThat(stranger.getDetail()).contains("ada");
        assertThat(walk.state().getStatus()).isEqualTo("unqualified");
    }

    @Test
    void shouldTellThatOnlyAdminMayWhenThereNeverWasAnOwner() {
        walk.profile(Samples.lead("l1").setSalesReady(false));
        walk.order("admin", new AssessBant(false, true, true, true, null));
        CommandOutcome refused = walk.order("ada", AGAIN);
        assertThat(refused.getRefusal()).isEqualTo(RefusalCode.NOT_OWNER);
        assertThat(refused.getDetail()).contains("only admin");
        assertThat(walk.order("admin", AGAIN).getAccepted()).isTrue();
        assertThat(walk.state().getRoute()).isEqualTo("nurture");
    }
}
