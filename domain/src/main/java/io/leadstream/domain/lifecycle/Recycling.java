// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.lifecycle.Verdict.Accepted;
import io.leadstream.domain.lifecycle.Verdict.Refused;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.state.assignment.Direction;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.Ownership;
import java.util.List;

/**
 * Puts an unqualified lead back into nurture. A new cycle begins: what the cycle before had reached (offer, acceptance,
 * two-way touch, assessment) counts no more; who owned the lead is remembered, and is asked first when it returns.
 */
final class Recycling {

    private Recycling() {}

    static Verdict recycle(Draft draft, Cause cause) {
        LeadState lead = draft.state();
        if (!draft.is(Status.UNQUALIFIED)) {
            return new Refused(
                    RefusalCode.NOT_ALLOWED,
                    "only an unqualified lead can be recycled; this one is " + lead.getStatus());
        }
        String lastOwner = lead.getRepresentativeId();
        if (!cause.actor().equals(Commands.ADMIN) && !cause.actor().equals(lastOwner)) {
            return new Refused(
                    RefusalCode.NOT_OWNER,
                    lastOwner == null
                            ? "the lead had no owner; only admin may recycle it"
                            : "the lead belonged to " + lastOwner);
        }
        boolean contacted = lead.getFirstTouchAt() != null;
        // Scoring also counts the cycles of leads that became part of this one, and they may be known by the profile
        // only.
        lead.setCycle(Math.max(lead.getCycle(), draft.lead().getCycle()) + 1);
        lead.setOwnership(Ownership.NONE);
        lead.setAccepted(false);
        lead.setRequestedAt(null);
        lead.setTwoWayTouchAt(null);
        lead.setBantPassed(false);
        lead.setMoves(0);
        lead.setExcluded(List.of());
        if (lastOwner != null && lead.getTeamId() != null) {
            lead.setDirection(
                    new Direction(lead.getTeamId(), lastOwner, AssignmentMethod.RETURNING_OWNER, false, false));
        }
        draft.move(Machine.STAGE, Trigger.RECYCLED, cause);
        draft.move(Machine.STATUS, contacted ? Trigger.RECYCLED_CONTACTED : Trigger.RECYCLED, cause);
        draft.move(Machine.ROUTE, Trigger.RECYCLED, cause);
        return new Accepted(null);
    }
}
