// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.routing.Accounts;
import io.leadstream.domain.routing.OwnerRequests;
import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.Target;
import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.state.assignment.ClaimKind;
import io.leadstream.schemas.state.assignment.Direction;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A lead's side of ownership: asks for an owner, learns what became of it, gives it back. */
final class Offers {

    private Offers() {}

    /** Sees to it that an open sales lead has asked the right team; without rules and roster it waits for them. */
    static void seekOwner(Draft draft, @Nullable Routing routing, Instant at) {
        LeadState lead = draft.state();
        boolean unasked = lead.getOwnership() == Ownership.NONE || lead.getOwnership() == Ownership.WAITING_FOR_RULES;
        if (!draft.isForSales() || (!unasked && lead.getOwnership() != Ownership.QUEUED)) {
            return;
        }
        if (unasked && MergedLeads.awaits(lead)) {
            // Whether a lead that became part of this one has an owner to keep is about to be told.
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
        Target target = routing.targetOf(draft.lead(), lead.getDirection());
        boolean newRoster = lead.getRequestedRoster() < routing.roster().version();
        if (unasked) {
            offer(draft, target, routing, at);
        } else if (!target.teamId().equals(lead.getAskedTeam())
                || !Objects.equals(target.representativeId(), lead.getNamedRepresentative())
                || (newRoster && isWithCompanysTeam(lead))) {
            withdraw(draft, "moved", at);
            offer(draft, target, routing, at);
        } else if (lead.getRequestedScore() != draft.lead().getScore()
                || lead.getRequestedChat() != draft.lead().getChat()
                || newRoster) {
            ask(draft, target, routing, at, true);
        }
    }

    /** Learns what the pool decided; what concerns an older offer says nothing any more. */
    static void learn(Draft draft, LeadAssignment decision, @Nullable Routing routing) {
        LeadState lead = draft.state();
        if (decision.getOfferNumber() != lead.getOfferNumber()) {
            return;
        }
        boolean awaited = lead.getOwnership() == Ownership.REQUESTED || lead.getOwnership() == Ownership.QUEUED;
        switch (decision.getKind()) {
            case QUEUED -> {
                if (awaited) {
                    queued(draft, decision, routing);
                }
            }
            case ASSIGNED -> {
                if (awaited) {
                    lead.setOwnership(Ownership.ASSIGNED);
                    lead.setTeamId(decision.getTeamId());
                    lead.setRepresentativeId(decision.getRepresentativeId());
                    lead.setRepresentativeEmail(decision.getRepresentativeEmail());
                    lead.setQueueAlertAt(null);
                    Clocks.start(lead, decision);
                    if (routing != null && routing.roster().hasSeveralTeams()) {
                        CompanyClaims.tell(
                                draft, decision.getRepresentativeId(), ClaimKind.ASSIGNED, decision.getDecidedAt());
                    }
                }
            }
            case RELEASED -> {
                if (lead.getOwnership() == Ownership.ASSIGNED) {
                    Moves.taken(draft, decision, routing);
                }
            }
            default -> {
                // the pipeline's own facts, read back
            }
        }
    }

    /** Gives the place in loads or queue back for good. The owner's name stays with the lead. */
    static void release(Draft draft, String reason, Instant at) {
        LeadState lead = draft.state();
        if (lead.getOwnership() != Ownership.NONE && lead.getOwnership() != Ownership.RELEASED) {
            withdraw(draft, reason, at);
            lead.setOwnership(Ownership.RELEASED);
        }
    }

    /** Gives the place in loads or queue back: the lead has no offer any more. */
    static void withdraw(Draft draft, String reason, Instant at) {
        LeadState lead = draft.state();
        switch (lead.getOwnership()) {
            case REQUESTED, QUEUED, ASSIGNED ->
                draft.tellPool(new OwnerRelease(
                        draft.lead().getLeadId(), lead.getOfferNumber(), lead.getTeamId(), reason, at));
            case NONE, WAITING_FOR_RULES, RELEASED -> {
                // there is nothing to give back
            }
        }
        lead.setOwnership(Ownership.NONE);
        lead.setAccepted(false);
        lead.setQueueAlertAt(null);
        Clocks.stop(lead);
    }

    private static void queued(Draft draft, LeadAssignment decision, @Nullable Routing routing) {
        LeadState lead = draft.state();
        if (lead.getOwnership() == Ownership.REQUESTED && routing != null) {
            Duration patience =
                    routing.roster().queueAlertOf(decision.getTeamId()).orElse(null);
            lead.setQueueAlertAt(
                    patience == null ? null : decision.getDecidedAt().plus(patience));
        }
        lead.setOwnership(Ownership.QUEUED);
        lead.setTeamId(decision.getTeamId());
        if (!decision.getImpossible()) {
            return;
        }
        if (lead.getImpossibleOffer() != lead.getOfferNumber()) {
            lead.setImpossibleOffer(lead.getOfferNumber());
            draft.publish(Alerts.of(
                    draft,
                    AlertKind.NO_POSSIBLE_OWNER,
                    routing,
                    decision.getDecidedAt(),
                    decision.getDecidedAt(),
                    "Nobody in team " + decision.getTeamId() + " could ever receive it. " + decision.getExplanation()));
        }
        Direction direction = lead.getDirection();
        if (direction != null && direction.getOnly() && direction.getMethod() == AssignmentMethod.ADMIN) {
            // Whom the admin named is gone by now: the rules decide.
            lead.setDirection(null);
        } else if (!lead.getExcluded().isEmpty()) {
            Moves.escalate(draft, routing, decision.getDecidedAt());
        }
    }

    /** Whether the account of the company took the offer to another team than it was meant for. */
    private static boolean isWithCompanysTeam(LeadState lead) {
        return !Objects.equals(lead.getTeamId(), lead.getAskedTeam());
    }

    private static void offer(Draft draft, Target target, Routing routing, Instant at) {
        LeadState lead = draft.state();
        lead.setOfferNumber(lead.getOfferNumber() + 1);
        lead.setOwnership(Ownership.REQUESTED);
        lead.setTeamId(target.teamId());
        lead.setAskedTeam(target.teamId());
        lead.setNamedRepresentative(target.representativeId());
        lead.setAccepted(false);
        ask(draft, target, routing, at, false);
    }

    private static void ask(Draft draft, Target target, Routing routing, Instant at, boolean again) {
        LeadState lead = draft.state();
        lead.setRequestedScore(draft.lead().getScore());
        lead.setRequestedChat(draft.lead().getChat());
        lead.setRequestedRoster(routing.roster().version());
        OwnerRequest request = OwnerRequests.of(lead, target, routing, at);
        request.setAgain(again);
        if (!again && Accounts.mayHaveAnOwner(request, routing.roster())) {
            lead.setAccount(request.getCompanyDomain());
        }
        draft.tellPool(request);
    }
}
