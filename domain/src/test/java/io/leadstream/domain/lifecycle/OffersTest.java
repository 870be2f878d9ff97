// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import static io.leadstream.domain.routing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.domain.routing.Samples;
import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandBackLead;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.capture.TouchKind;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Offers with their clocks, and how a lead goes on to somebody else. Walk's commands arrive 5 minutes after NOW. */
class OffersTest {

    private static final Instant DUE = NOW.plus(Duration.ofMinutes(30));
    private static final LogTouch CALL = new LogTouch(TouchKind.CALL, false, null, null, null);

    private final Walk walk = new Walk();

    private void offered(String representative, int number) {
        walk.decision(AssignmentKind.ASSIGNED, representative, number);
        walk.clear();
    }

    private void open() {
        walk.profile(Samples.lead("l1"));
        offered("ada", 1);
    }

    private void expire() {
        walk.timer(walk.state().getAcceptBy());
    }

    @Test
    void shouldWarnTwiceAndThenMoveOnAtTheDueInstant() {
        open();
        assertThat(walk.state().getArmedAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
        walk.timer(NOW.plus(Duration.ofMinutes(15)).minusMillis(1));
        assertThat(walk.facts).isEmpty();
        walk.timer(NOW.plus(Duration.ofMinutes(15)));
        walk.timer(NOW.plus(Duration.ofMinutes(24)));
        assertThat(walk.all(AssignmentAlert.class))
                .extracting(AssignmentAlert::getKind, AssignmentAlert::getRepresentativeId)
                .containsExactly(tuple(AlertKind.ACCEPT_HALFWAY, "ada"), tuple(AlertKind.ACCEPT_LATE, "ada"));
        assertThat(walk.state().getArmedAt()).isEqualTo(DUE);
        walk.clear();
        walk.timer(DUE.minusMillis(1));
        assertThat(walk.facts).isEmpty();
        walk.timer(DUE);
        LeadAssignment expired = walk.only(LeadAssignment.class);
        assertThat(expired.getKind()).isEqualTo(AssignmentKind.EXPIRED);
        assertThat(expired.getAcceptBy()).isEqualTo(DUE);
        assertThat(expired.getRepresentativeId()).isEqualTo("ada");
        assertThat(walk.only(OwnerRelease.class).getOfferNumber()).isEqualTo(1);
        OwnerRequest next = walk.only(OwnerRequest.class);
        assertThat(next.getOfferNumber()).isEqualTo(2);
        assertThat(next.getExcluded()).containsExactly("ada");
        assertThat(next.getMoves()).isEqualTo(1);
        assertThat(next.getDecideAt()).isEqualTo(DUE);
        walk.clear();
        walk.timer(DUE.plusSeconds(1));
        assertThat(walk.facts).as("what fired does not fire again").isEmpty();
    }

    @Test
    void shouldFireEverythingThatWasDueWhileNobodyWasThere() {
        open();
        walk.timer(NOW.plus(Duration.ofDays(2)));
        assertThat(walk.all(AssignmentAlert.class))
                .extracting(AssignmentAlert::getKind)
                .containsExactly(AlertKind.ACCEPT_HALFWAY, AlertKind.ACCEPT_LATE);
        assertThat(walk.all(LeadAssignment.class))
                .extracting(LeadAssignment::getKind)
                .containsExactly(AssignmentKind.EXPIRED);
    }

    @Test
    void shouldGoToTheManagerAfterThreeMoves() {
        open();
        for (String next : List.of("bob", "cy", "di")) {
            expire();
            offered(next, walk.state().getOfferNumber());
        }
        assertThat(walk.state().getOfferNumber()).isEqualTo(4);
        expire();
        OwnerRequest last = walk.only(OwnerRequest.class);
        assertThat(last.getRepresentativeId()).isEqualTo("mia");
        assertThat(last.getMethod()).isEqualTo(AssignmentMethod.ESCALATED);
        assertThat(last.getOnly()).isTrue();
        assertThat(last.getExcluded()).containsExactly("ada", "bob", "cy", "di");
        AssignmentAlert alert = walk.all(AssignmentAlert.class).get(2);
        assertThat(alert.getKind()).isEqualTo(AlertKind.ESCALATED);
        assertThat(alert.getManagerId()).isEqualTo("mia");
        walk.clear();
        walk.decision(AssignmentKind.ASSIGNED, "mia", 5, false);
        walk.clear();
        assertThat(walk.order("mia", new DeclineLead(5, "busy")).getRefusal()).isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(walk.order("mia", new HandBackLead("busy")).getRefusal()).isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(walk.order("mia", new AcceptLead(5)).getAccepted()).isTrue();
    }

    @Test
    void shouldStayInTheTeamWhenThereIsNoManager() {
        walk.routing = Walk.routing(null);
        open();
        for (int i = 0; i < 6; i++) {
            expire();
            assertThat(walk.only(OwnerRequest.class).getMethod()).isEqualTo(AssignmentMethod.DEFAULT_TEAM);
            offered("p" + i, walk.state().getOfferNumber());
        }
    }

    @Test
    void shouldMoveOnWhenTheOwnerDeclinesWithAReason() {
        open();
        assertThat(walk.order("ada", new DeclineLead(2, "no")).getRefusal()).isEqualTo(RefusalCode.STALE_OFFER);
        assertThat(walk.order("bob", new DeclineLead(1, "no")).getRefusal()).isEqualTo(RefusalCode.NOT_OWNER);
        assertThat(walk.order("ada", new DeclineLead(1, " ")).getRefusal()).isEqualTo(RefusalCode.GATE_MISSING);
        assertThat(walk.orders).isEmpty();
        walk.clear();
        assertThat(walk.order("ada", new DeclineLead(1, "knows them")).getAccepted())
                .isTrue();
        LeadAssignment declined = walk.only(LeadAssignment.class);
        assertThat(declined.getKind()).isEqualTo(AssignmentKind.DECLINED);
        assertThat(declined.getReason()).isEqualTo("knows them");
        assertThat(walk.only(OwnerRelease.class).getReason()).isEqualTo("declined");
        assertThat(walk.only(OwnerRequest.class).getExcluded()).containsExactly("ada");
        CommandOutcome late = walk.order("ada", new AcceptLead(1));
        assertThat(late.getRefusal()).isEqualTo(RefusalCode.STALE_OFFER);
    }

    @Test
    void shouldStopTheClockWhenAccepted() {
        open();
        walk.order("ada", new AcceptLead(1));
        assertThat(walk.state().getAcceptBy()).isNull();
        assertThat(walk.state().getArmedAt())
                .as("the first touch is still due")
                .isEqualTo(walk.state().getTouchBy());
        assertThat(walk.order("ada", new DeclineLead(1, "no")).getRefusal()).isEqualTo(RefusalCode.CONFLICT);
        walk.order("ada", CALL);
        assertThat(walk.state().getArmedAt()).isNull();
    }

    @Test
    void shouldTellWhenTheFirstTouchIsOverdueAndOnlyOnce() {
        open();
        walk.order("ada", new AcceptLead(1));
        walk.clear();
        walk.timer(NOW.plus(Duration.ofHours(4)));
        assertThat(walk.only(AssignmentAlert.class).getKind()).isEqualTo(AlertKind.TOUCH_OVERDUE);
        assertThat(walk.state().getArmedAt()).isNull();
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.ASSIGNED);
    }

    /** The timer of an offer may not have fired yet when the command is read: its arrival decides. */
    @Test
    void shouldRefuseWhatArrivedAfterTheDueInstantAlsoWhenTheTimerIsLate() {
        open();
        walk.state().setAcceptBy(NOW.plusSeconds(299));
        assertThat(walk.order("ada", new AcceptLead(1)).getRefusal()).isEqualTo(RefusalCode.STALE_OFFER);
        assertThat(walk.all(LeadAssignment.class))
                .extracting(LeadAssignment::getKind)
                .containsExactly(AssignmentKind.EXPIRED);
        assertThat(walk.state().getOfferNumber()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWhenTheOwnerGivesItBack() {
        open();
        walk.order("ada", new AcceptLead(1));
        walk.clear();
        assertThat(walk.order("bob", new HandBackLead("mine?")).getRefusal()).isEqualTo(RefusalCode.NOT_OWNER);
        assertThat(walk.order("ada", new HandBackLead("left the region")).getAccepted())
                .isTrue();
        assertThat(walk.all(LeadAssignment.class).get(0).getKind()).isEqualTo(AssignmentKind.HANDED_BACK);
        assertThat(walk.only(OwnerRequest.class).getExcluded()).containsExactly("ada");
        assertThat(walk.state().getAccepted()).isFalse();
        assertThat(walk.order("admin", new HandBackLead("again")).getRefusal()).isEqualTo(RefusalCode.NOT_ALLOWED);
    }

    @Test
    void shouldReassignByAdminOrManagerOnly() {
        open();
        ReassignLead toBob = new ReassignLead("bob", null, "knows the region");
        assertThat(walk.order("ada", toBob).getRefusal()).isEqualTo(RefusalCode.NOT_OWNER);
        assertThat(walk.order("admin", new ReassignLead("zoe", null, null)).getRefusal())
                .isEqualTo(RefusalCode.UNKNOWN_PERSON);
        assertThat(walk.order("admin", new ReassignLead("idle", null, null)).getRefusal())
                .isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(walk.order("admin", new ReassignLead("ada", null, null)).getRefusal())
                .isEqualTo(RefusalCode.CONFLICT);
        assertThat(walk.order("admin", new ReassignLead(null, "nowhere", null)).getRefusal())
                .isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(walk.order("admin", new ReassignLead(null, null, null)).getRefusal())
                .isEqualTo(RefusalCode.GATE_MISSING);
        assertThat(walk.orders).isEmpty();
        assertThat(walk.order("mia", toBob).getAccepted()).isTrue();
        OwnerRequest request = walk.only(OwnerRequest.class);
        assertThat(request.getRepresentativeId()).isEqualTo("bob");
        assertThat(request.getMethod()).isEqualTo(AssignmentMethod.ADMIN);
        assertThat(request.getOnly()).isTrue();
        assertThat(walk.only(OwnerRelease.class).getReason()).isEqualTo("reassigned by mia: knows the region");
        offered("bob", 2);
        walk.profile(Samples.lead("l1").setVersion(2).setScore(99));
        assertThat(walk.orders).as("rules do not take it back").isEmpty();
        assertThat(walk.order("admin", new ReassignLead(null, "other", null)).getAccepted())
                .isTrue();
        assertThat(walk.only(OwnerRequest.class).getTeamId()).isEqualTo("other");
        assertThat(walk.only(OwnerRequest.class).getRepresentativeId()).isNull();
        offered("oz", 3);
        expire();
        assertThat(walk.only(OwnerRequest.class).getTeamId())
                .as("it stays in the team that the admin chose")
                .isEqualTo("other");
    }

    @Test
    void shouldNotReassignWhatIsNotForSalesOrWithoutRoster() {
        walk.profile(Samples.lead("l1").setSalesReady(false));
        assertThat(walk.order("admin", new ReassignLead("bob", null, null)).getRefusal())
                .isEqualTo(RefusalCode.GATE_MISSING);
        walk.routing = null;
        assertThat(walk.order("admin", new ReassignLead("bob", null, null)).getRefusal())
                .isEqualTo(RefusalCode.GATE_MISSING);
    }

    @Test
    void shouldAskAnewWhenThePoolTakesTheLeadFromItsOwner() {
        open();
        walk.order("ada", new AcceptLead(1));
        walk.clear();
        walk.released("ada", 1, null, null);
        OwnerRequest spread = walk.only(OwnerRequest.class);
        assertThat(spread.getOfferNumber()).isEqualTo(2);
        assertThat(spread.getExcluded()).containsExactly("ada");
        assertThat(spread.getMethod()).isEqualTo(AssignmentMethod.DEFAULT_TEAM);
        offered("bob", 2);
        walk.released("bob", 2, "mia", "sales");
        OwnerRequest handed = walk.only(OwnerRequest.class);
        assertThat(handed.getRepresentativeId()).isEqualTo("mia");
        assertThat(handed.getOnly()).isTrue();
        offered("mia", 3);
        walk.released("mia", 3, null, "other");
        assertThat(walk.only(OwnerRequest.class).getTeamId()).isEqualTo("other");
        walk.clear();
        walk.released("mia", 3, null, null);
        assertThat(walk.orders).as("told again, of an older offer").isEmpty();
    }

    @Test
    void shouldAlertOnceWhenALeadWaitsLong() {
        walk.profile(Samples.lead("l1"));
        walk.decision(AssignmentKind.QUEUED, null, 1);
        assertThat(walk.state().getArmedAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        walk.clear();
        walk.timer(NOW.plus(Duration.ofHours(1)));
        assertThat(walk.only(AssignmentAlert.class).getKind()).isEqualTo(AlertKind.QUEUE_AGED);
        assertThat(walk.only(AssignmentAlert.class).getRepresentativeId()).isNull();
        walk.decision(AssignmentKind.QUEUED, null, 1);
        assertThat(walk.state().getArmedAt()).isNull();
    }

    @Test
    void shouldAlertWhenNobodyCouldEverReceiveIt() {
        walk.profile(Samples.lead("l1"));
        walk.clear();
        walk.impossible(1);
        walk.impossible(1);
        assertThat(walk.only(AssignmentAlert.class).getKind()).isEqualTo(AlertKind.NO_POSSIBLE_OWNER);
        assertThat(walk.only(AssignmentAlert.class).getDetail())
                .isEqualTo("Nobody in team sales could ever receive it. because");
        assertThat(walk.orders)
                .as("nobody refused it, so it waits for another roster")
                .isEmpty();
    }

    @Test
    void shouldGoToTheManagerWhenEverybodyRefused() {
        open();
        walk.order("ada", new DeclineLead(1, "no"));
        walk.clear();
        walk.impossible(2);
        assertThat(walk.all(AssignmentAlert.class))
                .extracting(AssignmentAlert::getKind)
                .containsExactly(AlertKind.NO_POSSIBLE_OWNER, AlertKind.ESCALATED);
        assertThat(walk.only(OwnerRequest.class).getRepresentativeId()).isEqualTo("mia");
        walk.clear();
        walk.impossible(3);
        assertThat(walk.orders).as("after the manager nobody comes").isEmpty();
    }

    @Test
    void shouldGoToTheNextManagerWhenTheOneItWaitsForIsReplaced() {
        open();
        walk.order("ada", new DeclineLead(1, "no"));
        walk.impossible(2);
        walk.decision(AssignmentKind.QUEUED, null, 3);
        walk.clear();
        walk.routing = Walk.routing("bob");
        walk.impossible(3);
        assertThat(walk.only(OwnerRequest.class).getRepresentativeId()).isEqualTo("bob");
    }

    @Test
    void shouldFollowTheRulesWhenWhomTheAdminNamedIsGone() {
        open();
        walk.order("admin", new ReassignLead("bob", null, null));
        walk.clear();
        walk.impossible(2);
        assertThat(walk.only(OwnerRequest.class).getOnly()).isFalse();
        assertThat(walk.state().getDirection()).isNull();
    }

    @Test
    void shouldWaitForRulesWhenAnOfferExpiresWithoutAny() {
        open();
        walk.routing = null;
        expire();
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.WAITING_FOR_RULES);
    }

    @Test
    void shouldStopEveryClockWhenTheLeadIsClosed() {
        open();
        walk.order("ada", new AssessBant(true, false, true, true, null));
        assertThat(walk.state().getArmedAt()).isNull();
        assertThat(walk.state().getOwnership()).isEqualTo(Ownership.RELEASED);
    }

    @Test
    void shouldKnowNothingOfALeadThatIsGone() {
        assertThat(LeadPipeline.onTimer(null, walk.routing, NOW).state()).isNull();
        assertThat(Outcome.armedAt(null)).isNull();
        LeadState none = null;
        assertThat(Outcome.waits(none)).isFalse();
    }
}
