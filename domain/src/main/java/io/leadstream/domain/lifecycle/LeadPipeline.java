// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.routing.Routing;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.MergedLead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What events make of a lead: stage, status, route, and the search for an owner. */
public final class LeadPipeline {

    private LeadPipeline() {}

    /**
     * A new profile of the lead.
     *
     * @param state absent for a lead that is not known yet
     * @param routing absent until rules and roster are published
     */
    public static Outcome onProfile(@Nullable LeadState state, LeadProfile profile, @Nullable Routing routing) {
        boolean stale =
                state != null && profile.getVersion() <= state.getProfile().getVersion();
        if (stale) {
            return Outcome.unchanged();
        }
        if (profile.getMergedInto() != null) {
            return MergedLeads.leave(state, profile);
        }
        if (!isKnown(state) && !identified(profile)) {
            return Outcome.unchanged();
        }
        Draft draft = state == null ? Draft.fresh(profile) : Draft.of(state);
        draft.state().setProfile(profile);
        Cause cause = new Cause(profile.getCauseId(), Cause.SYSTEM, profile.getReceivedAt());
        if (draft.isFresh()) {
            draft.move(Machine.STAGE, Trigger.CAPTURED, cause);
            draft.move(Machine.STATUS, profile.getChat() ? Trigger.CAPTURED_BY_CHAT : Trigger.CAPTURED, cause);
        }
        // A profile of a cycle that is over says who the lead is, but not any more how far it came.
        if (draft.isOpen() && profile.getCycle() >= draft.state().getCycle()) {
            if (profile.getChat()) {
                draft.move(Machine.STATUS, Trigger.CAPTURED_BY_CHAT, cause);
            }
            if (profile.getQualified()) {
                draft.move(Machine.STAGE, Trigger.QUALIFIED, cause);
                draft.move(Machine.STATUS, Trigger.QUALIFIED, cause);
            }
            MergedLeads.catchUp(draft, cause);
            draft.move(Machine.ROUTE, profile.getSalesReady() ? Trigger.SALES_READY : Trigger.NOT_READY, cause);
            Offers.seekOwner(draft, routing, cause.at());
        }
        return draft.outcome();
    }

    /** A decision of the pool about the lead. */
    public static Outcome onDecision(@Nullable LeadState state, LeadAssignment decision, @Nullable Routing routing) {
        if (state == null) {
            return Outcome.unchanged();
        }
        Draft draft = Draft.of(state);
        Offers.learn(draft, decision, routing);
        Offers.seekOwner(draft, routing, decision.getDecidedAt());
        return draft.outcome();
    }

    /** Something of a lead that has become part of this one. */
    public static Outcome onMerged(@Nullable LeadState state, MergedLead part, @Nullable Routing routing) {
        return MergedLeads.takeIn(state, part, routing);
    }

    /** The instant came for which a lead was armed: its clocks run out, each once. */
    public static Outcome onTimer(@Nullable LeadState state, @Nullable Routing routing, Instant now) {
        if (state == null) {
            return Outcome.unchanged();
        }
        Draft draft = Draft.of(state);
        Clocks.run(draft, routing, now);
        return draft.outcome();
    }

    /** New rules or a new roster: who waits asks, or asks elsewhere. */
    public static Outcome onRouting(@Nullable LeadState state, Routing routing, Instant now) {
        if (state == null) {
            return Outcome.unchanged();
        }
        Draft draft = Draft.of(state);
        Offers.seekOwner(draft, routing, now);
        return draft.outcome();
    }

    /** Whether a profile of the lead has come; a lead that became part of it may have told of itself before. */
    static boolean isKnown(@Nullable LeadState state) {
        return state != null && state.getProfile().getVersion() > 0;
    }

    private static boolean identified(LeadProfile profile) {
        return profile.getCaptured() || profile.getEmail() != null || profile.getPhone() != null;
    }
}
