// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.lifecycle.Verdict.Accepted;
import io.leadstream.domain.lifecycle.Verdict.Refused;
import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandBackLead;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.state.assignment.ClaimKind;
import io.leadstream.schemas.state.assignment.Direction;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.Ownership;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out orders about ownership: accept, decline, hand back, reassign. The lead is open. */
final class OfferCommands {

    private OfferCommands() {}

    static Verdict accept(Draft draft, AcceptLead order, Cause cause) {
        LeadState lead = draft.state();
        Refused refused = notOpen(lead, order.getOfferNumber());
        if (refused == null) {
            refused = Commands.notOwner(draft, cause);
        }
        if (refused == null && lead.getAccepted()) {
            refused = new Refused(RefusalCode.CONFLICT, "offer " + lead.getOfferNumber() + " is accepted already");
        }
        if (refused != null) {
            return refused;
        }
        take(draft, "", cause);
        draft.move(Machine.STAGE, Trigger.ACCEPTED, cause);
        return new Accepted(null);
    }

    /** The open offer is taken for its owner: by acceptance or by the first touch. */
    static void take(Draft draft, String how, Cause cause) {
        LeadState lead = draft.state();
        lead.setAccepted(true);
        lead.setMoves(0);
        Clocks.accepted(lead);
        String explanation = cause.actor() + " accepted offer " + lead.getOfferNumber() + how;
        draft.publish(OfferFacts.of(draft, AssignmentKind.ACCEPTED, cause.at(), explanation)
                .build());
        CompanyClaims.tell(draft, lead.getRepresentativeId(), ClaimKind.ACCEPTED, cause.at());
    }

    static Verdict decline(Draft draft, DeclineLead order, Cause cause, @Nullable Routing routing) {
        LeadState lead = draft.state();
        Refused refused = notOpen(lead, order.getOfferNumber());
        if (refused == null) {
            refused = Commands.notOwner(draft, cause);
        }
        if (refused == null) {
            refused = stays(lead, order.getReason());
        }
        if (refused == null && lead.getAccepted()) {
            refused = new Refused(
                    RefusalCode.CONFLICT,
                    "offer " + lead.getOfferNumber() + " is accepted already; hand the lead back instead");
        }
        if (refused != null) {
            return refused;
        }
        String explanation = cause.actor() + " declined offer " + lead.getOfferNumber() + ": " + order.getReason();
        draft.publish(OfferFacts.of(draft, AssignmentKind.DECLINED, cause.at(), explanation)
                .setReason(order.getReason())
                .build());
        Moves.on(draft, routing, "declined", cause.at());
        return new Accepted(null);
    }

    static Verdict handBack(Draft draft, HandBackLead order, Cause cause, @Nullable Routing routing) {
        LeadState lead = draft.state();
        Refused refused = Commands.notOwner(draft, cause);
        if (refused == null && lead.getOwnership() != Ownership.ASSIGNED) {
            refused = new Refused(RefusalCode.NOT_ALLOWED, "the lead has no owner who could give it back");
        }
        if (refused == null) {
            refused = stays(lead, order.getReason());
        }
        if (refused != null) {
            return refused;
        }
        String explanation = cause.actor() + " gave the lead back: " + order.getReason();
        draft.publish(OfferFacts.of(draft, AssignmentKind.HANDED_BACK, cause.at(), explanation)
                .setReason(order.getReason())
                .build());
        Moves.on(draft, routing, "handed_back", cause.at());
        return new Accepted(null);
    }

    static Verdict reassign(Draft draft, ReassignLead order, Cause cause, @Nullable Routing routing) {
        LeadState lead = draft.state();
        if (routing == null) {
            return new Refused(RefusalCode.GATE_MISSING, "no rules or no roster are published yet");
        }
        TeamRoster roster = routing.roster();
        Refused refused = mayNotReassign(lead, cause, roster);
        if (refused == null && !draft.isForSales()) {
            refused = new Refused(RefusalCode.GATE_MISSING, "the lead is not for sales yet; its route is nurture");
        }
        if (refused == null) {
            refused = badTarget(lead, order, roster);
        }
        if (refused != null) {
            return refused;
        }
        String person = order.getRepresentative();
        Direction direction = person == null
                ? new Direction(order.getTeam(), null, AssignmentMethod.ADMIN, false, false)
                : new Direction(roster.teamOf(person).orElseThrow(), person, AssignmentMethod.ADMIN, true, false);
        String why = order.getReason() == null ? "" : ": " + order.getReason();
        Moves.to(draft, direction, routing, "reassigned by " + cause.actor() + why, cause.at());
        return new Accepted(null);
    }

    private static @Nullable Refused notOpen(LeadState lead, int offerNumber) {
        if (lead.getOwnership() != Ownership.ASSIGNED) {
            return new Refused(RefusalCode.STALE_OFFER, "no offer of this lead is open");
        }
        return offerNumber == lead.getOfferNumber()
                ? null
                : new Refused(
                        RefusalCode.STALE_OFFER,
                        "offer " + lead.getOfferNumber() + " to " + lead.getRepresentativeId() + " is the open one");
    }

    private static @Nullable Refused stays(LeadState lead, String reason) {
        if (Moves.isEscalated(lead)) {
            return new Refused(RefusalCode.NOT_ALLOWED, "the lead was escalated to the manager; reassign it instead");
        }
        return reason.isBlank() ? new Refused(RefusalCode.GATE_MISSING, "say why: the reason is missing") : null;
    }

    private static @Nullable Refused mayNotReassign(LeadState lead, Cause cause, TeamRoster roster) {
        String team = lead.getTeamId();
        Optional<String> manager = team == null ? Optional.empty() : roster.managerOf(team);
        return cause.actor().equals(Commands.ADMIN)
                        || manager.filter(cause.actor()::equals).isPresent()
                ? null
                : new Refused(RefusalCode.NOT_OWNER, "only admin or the team's manager may reassign");
    }

    private static @Nullable Refused badTarget(LeadState lead, ReassignLead order, TeamRoster roster) {
        String person = order.getRepresentative();
        String team = order.getTeam();
        if ((person == null) == (team == null)) {
            return new Refused(RefusalCode.GATE_MISSING, "name either a representative or a team");
        }
        if (team != null) {
            return roster.hasTeam(team) ? null : new Refused(RefusalCode.NOT_ALLOWED, "the roster lacks team " + team);
        }
        if (roster.teamOf(String.valueOf(person)).isEmpty()) {
            return new Refused(RefusalCode.UNKNOWN_PERSON, "the roster lacks representative " + person);
        }
        if (!roster.isActive(String.valueOf(person))) {
            return new Refused(RefusalCode.NOT_ALLOWED, person + " is not active");
        }
        return lead.getOwnership() == Ownership.ASSIGNED
                        && String.valueOf(person).equals(lead.getRepresentativeId())
                ? new Refused(RefusalCode.CONFLICT, "the lead belongs to " + person + " already")
                : null;
    }
}
