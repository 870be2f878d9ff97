// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.routing.Decisions;
import io.leadstream.domain.routing.OwnerRequests;
import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.Target;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.Ownership;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A lead's side of ownership: asks for an owner, learns of it, takes it, gives it back. */
final class Offers {

    private Offers() {}

    /** Sees to it that an open sales lead has asked the right team; without rules and roster it waits for them. */
    static void seekOwner(Draft draft, @Nullable Routing routing, Instant at) {
        LeadState lead = draft.state();
        boolean unasked = lead.getOwnership() == Ownership.NONE || lead.getOwnership() == Ownership.WAITING_FOR_RULES;
        if (!draft.isForSales() || (!unasked && lead.getOwnership() != Ownership.QUEUED)) {
            return;
        }
        if (lead.getRequestedAt() == null) {
            lead.setRequestedAt(at);
        }
        if (routing == null) {
            if (unasked) {
                lead.setOwnership(Ownership.WAITING_FOR_RULES);
            }
            return;
        }
        Target target = routing.targetOf(draft.lead());
        if (unasked) {
            offer(draft, target, routing, at);
        } else if (!target.teamId().equals(lead.getTeamId())
                || !Objects.equals(target.representativeId(), lead.getNamedRepresentative())) {
            release(draft, "moved", at);
            offer(draft, target, routing, at);
        } else if (lead.getRequestedScore() != draft.lead().getScore()
                || lead.getRequestedChat() != draft.lead().getChat()) {
            ask(draft, target, routing, at);
        }
    }

    /** Learns what the pool decided; what concerns an older offer says nothing any more. */
    static void learn(Draft draft, LeadAssignment decision) {
        LeadState lead = draft.state();
        boolean awaited = lead.getOwnership() == Ownership.REQUESTED || lead.getOwnership() == Ownership.QUEUED;
        if (!awaited || decision.getOfferNumber() != lead.getOfferNumber()) {
            return;
        }
        if (decision.getKind() == AssignmentKind.QUEUED) {
            lead.setOwnership(Ownership.QUEUED);
        } else if (decision.getKind() == AssignmentKind.ASSIGNED) {
            lead.setOwnership(Ownership.ASSIGNED);
            lead.setRepresentativeId(decision.getRepresentativeId());
            lead.setRepresentativeEmail(decision.getRepresentativeEmail());
        }
    }

    /** Takes the open offer for its owner. */
    static void accept(Draft draft, String how, Cause cause) {
        LeadState lead = draft.state();
        lead.setAccepted(true);
        draft.publish(LeadAssignment.newBuilder()
                .setAssignmentId(Decisions.id(draft.lead().getLeadId(), lead.getOfferNumber(), AssignmentKind.ACCEPTED))
                .setLeadId(draft.lead().getLeadId())
                .setKind(AssignmentKind.ACCEPTED)
                .setOfferNumber(lead.getOfferNumber())
                .setTeamId(lead.getTeamId())
                .setRepresentativeId(lead.getRepresentativeId())
                .setRepresentativeEmail(lead.getRepresentativeEmail())
                .setMethod(AssignmentMethod.UNKNOWN)
                .setRulesVersion(0)
                .setRosterVersion(0)
                .setExplanation(cause.actor() + " accepted offer " + lead.getOfferNumber() + how)
                .setScore(draft.lead().getScore())
                .setGrade(LeadFacts.textOf(draft.lead().getGrade()))
                .setRequestedAt(lead.getRequestedAt())
                .setDecidedAt(cause.at())
                .setLeadSource(draft.lead().getSource())
                .build());
    }

    /** Gives the place in loads or queue back. The owner's name stays with the lead. */
    static void release(Draft draft, String reason, Instant at) {
        LeadState lead = draft.state();
        switch (lead.getOwnership()) {
            case REQUESTED, QUEUED, ASSIGNED -> {
                draft.tellPool(new OwnerRelease(
                        draft.lead().getLeadId(), lead.getOfferNumber(), lead.getTeamId(), reason, at));
                lead.setOwnership(Ownership.RELEASED);
            }
            case WAITING_FOR_RULES -> lead.setOwnership(Ownership.RELEASED);
            case NONE, RELEASED -> {
                // there is nothing to give back
            }
        }
    }

    private static void offer(Draft draft, Target target, Routing routing, Instant at) {
        LeadState lead = draft.state();
        lead.setOfferNumber(lead.getOfferNumber() + 1);
        lead.setOwnership(Ownership.REQUESTED);
        lead.setTeamId(target.teamId());
        lead.setNamedRepresentative(target.representativeId());
        lead.setAccepted(false);
        ask(draft, target, routing, at);
    }

    private static void ask(Draft draft, Target target, Routing routing, Instant at) {
        LeadState lead = draft.state();
        lead.setRequestedScore(draft.lead().getScore());
        lead.setRequestedChat(draft.lead().getChat());
        Instant since = Objects.requireNonNullElse(lead.getRequestedAt(), at);
        draft.tellPool(OwnerRequests.of(draft.lead(), target, routing, lead.getOfferNumber(), since, at));
    }
}
