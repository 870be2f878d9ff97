// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.routing.Routing;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.Direction;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.MergedLead;
import io.leadstream.schemas.state.assignment.Ownership;
import io.leadstream.schemas.state.assignment.SalesPast;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two leads that turned out to be one. The one that is gone gives its place in loads or queue back and hands on what sales
 * had made of it; its stage and status stay as they were. The one that is left asks for an owner only when it knows of all
 * that became part of it, and then first for the owner that one of them had; an owner of its own stays.
 */
final class MergedLeads {

    /** So many are remembered; a lead that more became part of waits for none. */
    private static final int MOST = 1_000;

    private MergedLeads() {}

    /** Whether the lead has become part of another. */
    static boolean isGone(@Nullable LeadState state) {
        return state != null && state.getProfile().getMergedInto() != null;
    }

    /** Whether something is about to be told by a lead that became part of this one. */
    static boolean awaits(LeadState lead) {
        List<String> told = lead.getMergedFrom();
        return told.size() < MOST && !told.containsAll(lead.getProfile().getMergedFrom());
    }

    /** The lead's last profile: it has become part of another. */
    static Outcome leave(@Nullable LeadState state, LeadProfile last) {
        Draft draft = state == null ? Draft.fresh(last) : Draft.of(state);
        LeadState lead = draft.state();
        Instant at = last.getReceivedAt();
        boolean owned = lead.getOwnership() == Ownership.ASSIGNED;
        SalesPast past = new SalesPast(
                owned ? lead.getTeamId() : null,
                owned ? lead.getRepresentativeId() : null,
                lead.getFirstTouchAt(),
                lead.getTwoWayTouchAt(),
                lead.getBantPassed(),
                at);
        lead.setProfile(last);
        Offers.release(draft, "merged", at);
        draft.move(Machine.ROUTE, Trigger.MERGED, new Cause(last.getCauseId(), Cause.SYSTEM, at));
        draft.handOn(new MergedLead(last.getLeadId(), last.getMergedInto(), past));
        return draft.outcome();
    }

    /** A command under the id of a lead that is gone is one for the lead that it is part of, and is answered there. */
    static Outcome handOn(LeadState gone, LeadCommand command) {
        String into = gone.getProfile().getMergedInto();
        LeadCommand readdressed =
                LeadCommand.newBuilder(command).setLeadId(into).build();
        return Outcome.handedOn(new MergedLead(command.getLeadId(), into, readdressed));
    }

    /** Something came of a lead that is part of this one. */
    static Outcome takeIn(@Nullable LeadState state, MergedLead part, @Nullable Routing routing) {
        if (part.getContent() instanceof LeadCommand command) {
            return Commands.decide(state, command, routing);
        }
        if (state != null && isGone(state)) {
            return Outcome.handedOn(
                    new MergedLead(part.getLeadId(), state.getProfile().getMergedInto(), part.getContent()));
        }
        Draft draft = state == null ? Draft.fresh(unknown(part.getIntoLeadId())) : Draft.of(state);
        SalesPast past = (SalesPast) part.getContent();
        unite(draft, part.getLeadId(), past);
        if (LeadPipeline.isKnown(draft.state())) {
            catchUp(draft, new Cause("merge:" + part.getLeadId(), Cause.SYSTEM, past.getAt()));
        }
        Offers.seekOwner(draft, routing, past.getAt());
        return draft.outcome();
    }

    /** What an assessment of a lead that is part of this one says, holds for this one. */
    static void catchUp(Draft draft, Cause cause) {
        if (draft.isOpen() && draft.state().getBantPassed()) {
            draft.move(Machine.STATUS, Trigger.BANT_PASSED, cause);
            draft.move(Machine.ROUTE, Trigger.SALES_READY, cause);
            Commands.reachSql(draft, cause);
        }
    }

    private static void unite(Draft draft, String from, SalesPast past) {
        LeadState lead = draft.state();
        lead.setMergedFrom(Stream.concat(lead.getMergedFrom().stream(), Stream.of(from))
                .distinct()
                .sorted()
                .limit(MOST)
                .toList());
        lead.setFirstTouchAt(earlier(lead.getFirstTouchAt(), past.getFirstTouchAt()));
        lead.setTwoWayTouchAt(earlier(lead.getTwoWayTouchAt(), past.getTwoWayTouchAt()));
        lead.setBantPassed(lead.getBantPassed() || past.getBantPassed());
        if (lead.getFirstTouchAt() != null) {
            lead.setTouchBy(null);
        }
        boolean free = lead.getOwnership() != Ownership.ASSIGNED && lead.getDirection() == null;
        if (past.getRepresentativeId() != null && past.getTeamId() != null && free) {
            lead.setDirection(new Direction(
                    past.getTeamId(), past.getRepresentativeId(), AssignmentMethod.RETURNING_OWNER, false, false));
        }
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** Stands in for the profile of a lead whose own is still on its way. */
    private static LeadProfile unknown(String leadId) {
        return LeadProfile.newBuilder()
                .setLeadId(leadId)
                .setVersion(0)
                .setSource("")
                .setLastSource("")
                .setCreatedAt(Instant.EPOCH)
                .setUpdatedAt(Instant.EPOCH)
                .setReceivedAt(Instant.EPOCH)
                .setFirstReceivedAt(Instant.EPOCH)
                .setCauseId("")
                .setScore(0)
                .build();
    }
}
