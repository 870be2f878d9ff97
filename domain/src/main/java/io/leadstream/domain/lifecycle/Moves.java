// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.routing.Routing;
import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.state.assignment.ClaimKind;
import io.leadstream.schemas.state.assignment.Direction;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.Ownership;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Has a lead go on to somebody else: after a refusal, by order, or because the owner may not keep it. */
final class Moves {

    private Moves() {}

    /** The owner declined, gave back or let the offer expire: somebody else of the team, in the end the manager. */
    static void on(Draft draft, @Nullable Routing routing, String reason, Instant at) {
        LeadState lead = draft.state();
        if (!lead.getAccepted()) {
            CompanyClaims.tell(draft, lead.getRepresentativeId(), ClaimKind.REFUSED, at);
        }
        exclude(lead, lead.getRepresentativeId());
        forgetPerson(lead);
        String team = lead.getTeamId();
        boolean usedUp = routing != null
                && team != null
                && lead.getMoves() >= routing.roster().movesOf(team);
        Offers.withdraw(draft, reason, at);
        if (usedUp && escalate(draft, routing, at)) {
            return;
        }
        lead.setMoves(lead.getMoves() + 1);
        Offers.seekOwner(draft, routing, at);
    }

    /** Gives an open lead to the manager of its team, who has to look at it. False when there is none to give it to. */
    static boolean escalate(Draft draft, @Nullable Routing routing, Instant at) {
        LeadState lead = draft.state();
        String team = lead.getTeamId();
        Optional<String> manager = routing == null || team == null
                ? Optional.empty()
                : routing.roster().managerOf(team);
        if (manager.isEmpty() || isWith(lead, manager.get())) {
            return false;
        }
        Offers.withdraw(draft, "escalated", at);
        lead.setDirection(new Direction(team, manager.get(), AssignmentMethod.ESCALATED, true, false));
        draft.publish(Alerts.of(
                draft,
                AlertKind.ESCALATED,
                routing,
                at,
                at,
                "Nobody of team " + team + " took it (" + String.join(", ", lead.getExcluded())
                        + "), so it goes to the manager, " + manager.get()));
        Offers.seekOwner(draft, routing, at);
        return true;
    }

    /** Sends a lead to a person or team by order. */
    static void to(Draft draft, Direction direction, Routing routing, String reason, Instant at) {
        LeadState lead = draft.state();
        if (direction.getRepresentativeId() == null && lead.getOwnership() == Ownership.ASSIGNED) {
            exclude(lead, lead.getRepresentativeId());
        }
        Offers.withdraw(draft, reason, at);
        lead.setDirection(direction);
        lead.setMoves(0);
        Offers.seekOwner(draft, routing, at);
    }

    /** The pool took the lead from its owner, who left or hands over. */
    static void taken(Draft draft, LeadAssignment decision, @Nullable Routing routing) {
        LeadState lead = draft.state();
        exclude(lead, decision.getRepresentativeId());
        lead.setOwnership(Ownership.NONE);
        lead.setAccepted(false);
        Clocks.stop(lead);
        String team = decision.getNextTeamId();
        String person = decision.getNextRepresentativeId();
        if (team != null) {
            draft.tellCompany(decision.getRepresentativeId(), ClaimKind.HANDED_OVER, decision.getDecidedAt());
        }
        lead.setDirection(
                team == null
                        ? null
                        : new Direction(
                                team, person, AssignmentMethod.ADMIN, person != null, CompanyClaims.speaks(lead)));
        Offers.seekOwner(draft, routing, decision.getDecidedAt());
    }

    /** True once a lead is with the manager, after whom nobody comes. */
    static boolean isEscalated(LeadState lead) {
        return lead.getDirection() != null && lead.getDirection().getMethod() == AssignmentMethod.ESCALATED;
    }

    /** A lead that waits for a manager who left goes to the next one. */
    private static boolean isWith(LeadState lead, String manager) {
        Direction direction = lead.getDirection();
        return direction != null
                && direction.getMethod() == AssignmentMethod.ESCALATED
                && manager.equals(direction.getRepresentativeId());
    }

    /** Whoever was named for the lead had the chance; to the team that an admin chose it stays. */
    private static void forgetPerson(LeadState lead) {
        Direction direction = lead.getDirection();
        if (direction != null && direction.getRepresentativeId() != null) {
            lead.setDirection(
                    direction.getMethod() == AssignmentMethod.ADMIN
                            ? new Direction(
                                    direction.getTeamId(),
                                    null,
                                    AssignmentMethod.ADMIN,
                                    false,
                                    direction.getWithCompany())
                            : null);
        }
    }

    private static void exclude(LeadState lead, @Nullable String representativeId) {
        if (representativeId != null && !lead.getExcluded().contains(representativeId)) {
            lead.setExcluded(Stream.concat(lead.getExcluded().stream(), Stream.of(representativeId))
                    .toList());
        }
    }
}
