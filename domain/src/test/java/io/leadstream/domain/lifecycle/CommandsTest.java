// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import static io.leadstream.domain.routing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.domain.routing.Samples;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadAssessment;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.assignment.LeadTask;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.capture.TouchKind;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.Ownership;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    private static final ConvertLead CONVERT = ConvertLead.newBuilder().build();

    private final Walk walk = new Walk();

    private static AssessBant bant(boolean all) {
        return AssessBant.newBuilder()
                .setBudget(true)
                .setAuthority(true)
                .setNeed(all)
                .setTimeline(true)
                .setNotes("spoke")
                .build();
    }

    private static LogTouch touch(TouchKind kind, boolean twoWay) {
        return LogTouch.newBuilder().setKind(kind).setTwoWay(twoWay).build();
    }

    @Test
    void shouldLeaveAdjustmentsToScoring() {
        var adjust = new LeadCommand("k1", "l1", "ann", NOW, new AdjustScore(5, "met", null));
        assertThat(Commands.decide(null, adjust, null).facts()).isEmpty();
        walk.profile(Samples.lead("l1"));
        Outcome outcome = Commands.decide(walk.state, adjust, Walk.ROUTING);
        assertThat(outcome.facts()).isEmpty();
        assertThat(outcome.state()).isNull();
    }

    private static void refused(CommandOutcome outcome, RefusalCode code) {
        assertThat(outcome.getAccepted()).isFalse();
        assertThat(outcome.getRefusal()).isEqualTo(code);
        assertThat(outcome.getDetail()).isNotBlank();
        assertThat(outcome.getResultId()).isNull();
    }

    private static void accepted(CommandOutcome outcome) {
        assertThat(outcome.getAccepted()).as(outcome.getDetail()).isTrue();
        assertThat(outcome.getRefusal()).isNull();
        assertThat(outcome.getDetail()).isNull();
    }

    private List<String> moves() {
        return walk.transitions().stream().map(LeadTransition::getToState).toList();
    }

    @Test
    void shouldRefuseCommandsAboutUnknownLeads() {
        CommandOutcome outcome = walk.order("admin", new AcceptLead(1));
        refused(outcome, RefusalCode.UNKNOWN_LEAD);
        assertThat(outcome.getCommand()).isEqualTo("accept_lead");
        assertThat(outcome.getIssuedBy()).isEqualTo("admin");
        assertThat(walk.state).isNull();
    }

    @Test
    void shouldAcceptTheOpenOffer() {
        walk.assigned("ada");
        accepted(walk.order("ada", new AcceptLead(1)));
        assertThat(moves()).containsExactly("sal");
        LeadAssignment fact = walk.only(LeadAssignment.class);
        assertThat(fact.getKind()).isEqualTo(AssignmentKind.ACCEPTED);
        assertThat(fact.getOfferNumber()).isEqualTo(1);
        assertThat(fact.getRepresentativeId()).isEqualTo("ada");
        assertThat(fact.getExplanation()).isEqualTo("ada accepted offer 1");
        assertThat(fact.getDecidedAt()).isEqualTo(NOW.plusSeconds(300));
        refused(walk.order("ada", new AcceptLead(1)), RefusalCode.CONFLICT);
    }

    @Test
    void shouldRefuseToAcceptWhatIsNotOnOffer() {
        walk.profile(Samples.lead("l1"));
        refused(walk.order("ada", new AcceptLead(1)), RefusalCode.STALE_OFFER);
        walk.decision(AssignmentKind.ASSIGNED, "ada", 1);
        refused(walk.order("ada", new AcceptLead(2)), RefusalCode.STALE_OFFER);
        refused(walk.order("bob", new AcceptLead(1)), RefusalCode.NOT_OWNER);
        assertThat(moves()).doesNotContain("sal");
        accepted(walk.order("admin", new AcceptLead(1)));
    }

    @Test
    void shouldMoveNothingWhenAnAcceptanceIsRefused() {
        walk.assigned("ada");
        accepted(walk.order("ada", new AcceptLead(1)));
        walk.state().setBantPassed(true);
        walk.state().setTwoWayTouchAt(NOW);
        walk.clear();
        refused(walk.order("ada", new AcceptLead(1)), RefusalCode.CONFLICT);
        refused(walk.order("bob", new AcceptLead(1)), RefusalCode.NOT_OWNER);
        assertThat(moves()).isEmpty();
    }

    @Test
    void shouldCarryACommandOutOnce() {
        walk.assigned("ada");
        accepted(walk.order("once", "ada", bant(true)));
        int facts = walk.facts.size();
        walk.take(Commands.decide(
                walk.state,
                LeadCommand.newBuilder()
                        .setCommandId("once")
                        .setLeadId("l1")
                        .setIssuedBy("ada")
                        .setReceivedAt(NOW)
                        .setOrder(bant(true))
                        .build(),
                walk.routing));
        assertThat(walk.facts).hasSize(facts);
    }

    @Test
    void shouldRememberABoundedNumberOfCommands() {
        walk.assigned("ada");
        for (int i = 0; i < Commands.REMEMBERED + 3; i++) {
            accepted(walk.order("ada", new LogTouch(TouchKind.NOTE, false, null, null, null)));
        }
        assertThat(walk.state().getCommandIds())
                .hasSize(Commands.REMEMBERED)
                .startsWith("c4")
                .endsWith("c" + (Commands.REMEMBERED + 3));
    }

    @Test
    void shouldQualifyByBantWithADiscoveryCall() {
        walk.assigned("ada");
        CommandOutcome outcome = walk.order("ada", bant(true));
        accepted(outcome);
        assertThat(moves()).as("no talk yet, so not sales qualified").containsExactly("qualified");
        LeadAssessment assessment = walk.only(LeadAssessment.class);
        assertThat(assessment.getQualified()).isTrue();
        assertThat(assessment.getNotes()).isEqualTo("spoke");
        assertThat(assessment.getAssessmentId()).isEqualTo(outcome.getCommandId());
        LeadTask task = walk.only(LeadTask.class);
        assertThat(task.getTitle()).isEqualTo("Schedule discovery call");
        assertThat(task.getPriority()).isEqualTo("high");
        assertThat(task.getOwnerId()).isEqualTo("ada");
        assertThat(Duration.between(task.getCreatedAt(), task.getDueAt())).isEqualTo(Duration.ofHours(24));
        assertThat(outcome.getResultId()).isEqualTo(task.getTaskId());
        accepted(walk.order("ada", bant(true)));
        assertThat(walk.all(LeadTask.class)).as("one call is enough").hasSize(1);
        assertThat(walk.all(LeadAssessment.class)).hasSize(2);
    }

    @Test
    void shouldSendANurturedLeadToSalesWhenBantPasses() {
        walk.profile(Samples.lead("l1").setScore(20).setSalesReady(false));
        assertThat(walk.state().getRoute()).isEqualTo("nurture");
        walk.clear();
        accepted(walk.order("admin", bant(true)));
        assertThat(walk.transitions())
                .extracting(LeadTransition::getToState, LeadTransition::getActor, LeadTransition::getCauseId)
                .containsExactly(tuple("qualified", "admin", "c1"), tuple("sales", "system", "c1"));
        OwnerRequest request = walk.only(OwnerRequest.class);
        assertThat(request.getOfferNumber()).isEqualTo(1);
        assertThat(request.getRequestedAt()).isEqualTo(NOW.plusSeconds(300));
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.REQUESTED);
    }

    @ParameterizedTest
    @CsvSource({"false,true,true,true", "true,false,true,true", "true,true,false,true", "true,true,true,false"})
    void shouldUnqualifyWhenOneOfFourIsMissing(boolean budget, boolean authority, boolean need, boolean timeline) {
        walk.assigned("ada");
        accepted(walk.order("ada", new AssessBant(budget, authority, need, timeline, null)));
        assertThat(moves()).containsExactly("unqualified");
        assertThat(walk.only(LeadAssessment.class).getQualified()).isFalse();
        assertThat(walk.all(LeadTask.class)).isEmpty();
        OwnerRelease release = walk.only(OwnerRelease.class);
        assertThat(release.getTeamId()).isEqualTo("sales");
        assertThat(release.getReason()).isEqualTo("unqualified");
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.RELEASED);
        assertThat(walk.state().getRepresentativeId())
                .as("the owner's name stays")
                .isEqualTo("ada");
        for (Object order : List.of(bant(true), new AcceptLead(1), touch(TouchKind.CALL, true), CONVERT)) {
            refused(walk.order("admin", order), RefusalCode.TERMINAL);
        }
        walk.clear();
        walk.profile(Samples.lead("l1").setVersion(5).setQualified(true));
        assertThat(walk.facts).as("closed: a new capture does not wake it").isEmpty();
        assertThat(walk.orders).isEmpty();
    }

    @Test
    void shouldReleaseWhatIsStillOnItsWay() {
        walk.profile(Samples.lead("l1"));
        accepted(walk.order("admin", bant(false)));
        assertThat(walk.only(OwnerRelease.class).getOfferNumber()).isEqualTo(1);
        walk.decision(AssignmentKind.ASSIGNED, "ada", 1);
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.RELEASED);
    }

    @Test
    void shouldReleaseALeadThatNeverAsked() {
        walk.routing = null;
        walk.profile(Samples.lead("l1"));
        accepted(walk.order("admin", bant(false)));
        assertThat(walk.orders).isEmpty();
        assertThat(Outcome.waits(walk.state())).isFalse();
        walk.restart();
        walk.profile(Samples.lead("l1").setSalesReady(false));
        accepted(walk.order("admin", bant(false)));
        assertThat(walk.orders).isEmpty();
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.NONE);
    }

    @Test
    void shouldTakeTheLeadByTheFirstTouch() {
        walk.assigned("ada");
        accepted(walk.order("ada", touch(TouchKind.EMAIL, false)));
        assertThat(moves()).containsExactly("contacted", "sal");
        assertThat(walk.only(LeadAssignment.class).getExplanation())
                .isEqualTo("ada accepted offer 1 by the first touch");
        assertThat(walk.state().getFirstTouchAt()).isEqualTo(NOW.plusSeconds(300));
        assertThat(walk.state().getTwoWayTouchAt()).isNull();
        accepted(walk.order("ada", touch(TouchKind.CALL, true)));
        assertThat(walk.state().getTwoWayTouchAt()).isNotNull();
        accepted(walk.order("ada", touch(TouchKind.CALL, true)));
        assertThat(moves()).containsExactly("contacted", "sal");
    }

    @Test
    void shouldNotCountANoteAsContact() {
        walk.assigned("ada");
        accepted(walk.order("ada", touch(TouchKind.NOTE, true)));
        assertThat(moves()).containsExactly("sal");
        assertThat(walk.state().getFirstTouchAt()).isNull();
        assertThat(walk.state().getTwoWayTouchAt()).isNull();
    }

    @Test
    void shouldBeSalesQualifiedByTalkAndAssessmentInEitherOrder() {
        walk.assigned("ada");
        walk.order("ada", touch(TouchKind.MEETING, true));
        walk.order("ada", bant(true));
        assertThat(moves()).containsExactly("contacted", "sal", "qualified", "sql");
        walk.restart();
        walk.assigned("ada");
        walk.order("ada", bant(true));
        walk.order("ada", touch(TouchKind.CALL, true));
        assertThat(moves()).containsExactly("qualified", "sal", "sql");
    }

    @Test
    void shouldBeSalesQualifiedOnAcceptanceWhenTalkAndAssessmentCameBefore() {
        walk.profile(Samples.lead("l1"));
        walk.order("admin", touch(TouchKind.CALL, true));
        walk.order("admin", bant(true));
        walk.decision(AssignmentKind.ASSIGNED, "ada", 1);
        walk.clear();
        accepted(walk.order("ada", new AcceptLead(1)));
        assertThat(moves()).containsExactly("sal", "sql");
    }

    @Test
    void shouldLetOnlyOwnerAndAdminAct() {
        walk.assigned("ada");
        for (Object order : List.of(bant(true), touch(TouchKind.CALL, true), CONVERT)) {
            refused(walk.order("bob", order), RefusalCode.NOT_OWNER);
        }
        assertThat(walk.facts).hasSize(3);
        walk.restart();
        walk.profile(Samples.lead("l1").setSalesReady(false));
        CommandOutcome outcome = walk.order("ada", touch(TouchKind.CALL, true));
        refused(outcome, RefusalCode.NOT_OWNER);
        assertThat(outcome.getDetail()).contains("no owner");
        walk.clear();
        accepted(walk.order("admin", touch(TouchKind.CALL, true)));
        assertThat(moves()).as("nobody owns it, so it is not sales accepted").containsExactly("contacted");
    }

    @Test
    void shouldConvertOnce() {
        walk.assigned("ada");
        CommandOutcome first = walk.order("ada", CONVERT);
        accepted(first);
        assertThat(walk.transitions())
                .extracting(LeadTransition::getToState, LeadTransition::getActor, LeadTransition::getCause)
                .containsExactly(tuple("opportunity", "ada", "converted"), tuple("converted", "ada", "converted"));
        LeadConverted converted = walk.only(LeadConverted.class);
        assertThat(converted.getOwnerId()).isEqualTo("ada");
        assertThat(converted.getConvertedBy()).isEqualTo("ada");
        assertThat(first.getResultId()).isEqualTo(converted.getConversionId());
        assertThat(walk.only(OwnerRelease.class).getReason()).isEqualTo("converted");
        assertThat(first.getCommand()).isEqualTo("convert_lead");
        CommandOutcome again = walk.order("somebody", CONVERT);
        accepted(again);
        assertThat(again.getResultId()).isEqualTo(first.getResultId());
        assertThat(walk.all(LeadConverted.class)).hasSize(1);
        assertThat(walk.orders).hasSize(1);
        refused(walk.order("ada", bant(true)), RefusalCode.TERMINAL);
    }

    @Test
    void shouldKeepTheStageWhenConvertedWithoutAnOpportunity() {
        walk.assigned("ada");
        accepted(walk.order(
                "admin", ConvertLead.newBuilder().setCreateOpportunity(false).build()));
        assertThat(moves()).containsExactly("converted");
        assertThat(walk.state().getStage()).isEqualTo("lead");
    }

    @Test
    void shouldFailOnAnOrderThatDoesNotExist() {
        walk.assigned("ada");
        LeadCommand odd = LeadCommand.newBuilder()
                .setCommandId("odd")
                .setLeadId("l1")
                .setIssuedBy("ada")
                .setReceivedAt(NOW)
                .setOrder(CONVERT)
                .build();
        odd.setOrder("dance");
        assertThatThrownBy(() -> Commands.decide(walk.state, odd, walk.routing))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(walk.order("ada", touch(TouchKind.SMS, false)).getCommand()).isEqualTo("log_touch");
        assertThat(walk.order("ada", bant(true)).getCommand()).isEqualTo("assess_bant");
    }

    @Test
    void shouldDecideARefusedCommandAnewWhenItComesAgain() {
        walk.profile(Samples.lead("l1").setSalesReady(false));
        assertThat(walk.order("r1", "admin", new ReassignLead("bob", null, null))
                        .getRefusal())
                .isEqualTo(RefusalCode.GATE_MISSING);
        walk.profile(Samples.lead("l1").setVersion(2));
        walk.clear();
        accepted(walk.order("r1", "admin", new ReassignLead("bob", null, null)));
        walk.clear();
        Outcome again = Commands.decide(
                walk.state,
                LeadCommand.newBuilder()
                        .setCommandId("r1")
                        .setLeadId("l1")
                        .setIssuedBy("admin")
                        .setReceivedAt(NOW)
                        .setOrder(new ReassignLead("bob", null, null))
                        .build(),
                walk.routing);
        assertThat(again.state()).as("carried out once").isNull();
    }
}
