// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.identity.NameBasedId;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.state.assignment.HandOver;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PoolEntry;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the records of decisions on ownership. */
public final class Decisions {

    private static final UUID ASSIGNMENTS = NameBasedId.namespace("assignments");

    private Decisions() {}

    /** Id of a decision: name-based, so that a replay repeats it. */
    public static String id(String leadId, int offerNumber, AssignmentKind kind) {
        return NameBasedId.of(ASSIGNMENTS, leadId, Integer.toString(offerNumber), kind.name());
    }

    static LeadAssignment assigned(OwnerRequest request, Choice choice, Person owner, Instant at) {
        Standing standing = choice.standingOf(owner);
        OfferClocks clocks = OfferClocks.of(
                Objects.requireNonNull(choice.team(), "a person was chosen without a team"),
                request.getGrade(),
                request.getMethod(),
                owner.calendar(),
                at);
        return decided(request, choice, AssignmentKind.ASSIGNED, at)
                .setAcceptBy(clocks.acceptBy())
                .setHalfwayAt(clocks.halfwayAt())
                .setLateAt(clocks.lateAt())
                .setTouchBy(clocks.touchBy())
                .setRepresentativeId(owner.id())
                .setRepresentativeEmail(owner.representative().getEmail())
                .setExplanation(Explanation.assigned(request, choice, owner, standing))
                .build();
    }

    static LeadAssignment queued(OwnerRequest request, Choice choice, Instant at, @Nullable Instant expectedAt) {
        return decided(request, choice, AssignmentKind.QUEUED, at)
                .setQueueReason(choice.queueReason())
                .setImpossible(choice.impossible())
                .setExpectedAt(expectedAt)
                .setExplanation(Explanation.queued(request, choice, expectedAt))
                .build();
    }

    static LeadAssignment behind(OwnerRequest request, Choice choice, Instant at) {
        return decided(request, choice, AssignmentKind.QUEUED, at)
                .setQueueReason("behind_earlier_leads")
                .setExpectedAt(at)
                .setExplanation("Leads that waited longer or rank higher go first")
                .build();
    }

    /** The same wait told again, for another reason than before: a record of its own. */
    static LeadAssignment again(LeadAssignment queued) {
        return LeadAssignment.newBuilder(queued)
                .setAssignmentId(NameBasedId.of(
                        ASSIGNMENTS,
                        queued.getLeadId(),
                        Integer.toString(queued.getOfferNumber()),
                        queued.getKind().name(),
                        queued.getDecidedAt().toString()))
                .build();
    }

    static LeadAssignment released(
            PoolEntry entry,
            OwnerRelease release,
            int rosterVersion,
            @Nullable String email,
            @Nullable HandOver handOver) {
        String owner = entry.getRepresentativeId();
        String who = owner == null ? "The lead leaves the queue of team " : owner + " is done with it, for team ";
        return lead(entry.getRequest(), AssignmentKind.RELEASED, release.getDecideAt())
                .setRepresentativeId(owner)
                .setRepresentativeEmail(email)
                .setMethod(entry.getRequest().getMethod())
                .setRosterVersion(rosterVersion)
                .setExplanation(who + release.getTeamId() + ": " + release.getReason())
                .setReason(release.getReason())
                .setNextRepresentativeId(handOver == null ? null : handOver.getToRepresentativeId())
                .setNextTeamId(handOver == null ? null : handOver.getToTeamId())
                .build();
    }

    private static LeadAssignment.Builder decided(
            OwnerRequest request, Choice choice, AssignmentKind kind, Instant at) {
        boolean byRule = choice.method() == AssignmentMethod.RULE;
        return lead(request, kind, at)
                .setMethod(choice.method())
                .setRuleId(byRule ? request.getRuleId() : null)
                .setStrategy(
                        choice.strategy() == null
                                ? null
                                : choice.strategy().name().toLowerCase(Locale.ROOT))
                .setRosterVersion(choice.rosterVersion())
                .setCandidates(choice.candidates());
    }

    private static LeadAssignment.Builder lead(OwnerRequest request, AssignmentKind kind, Instant at) {
        return LeadAssignment.newBuilder()
                .setAssignmentId(id(request.getLeadId(), request.getOfferNumber(), kind))
                .setLeadId(request.getLeadId())
                .setKind(kind)
                .setOfferNumber(request.getOfferNumber())
                .setTeamId(request.getTeamId())
                .setRulesVersion(request.getRulesVersion())
                .setSegment(request.getSegment())
                .setMoves(request.getMoves())
                .setScore(request.getScore())
                .setGrade(request.getGrade())
                .setRequestedAt(request.getRequestedAt())
                .setDecidedAt(at)
                .setLeadName(request.getLeadName())
                .setLeadEmail(request.getLeadEmail())
                .setLeadPhone(request.getLeadPhone())
                .setLeadCompany(request.getLeadCompany())
                .setLeadSource(request.getLeadSource());
    }
}
