// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.identity.NameBasedId;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PoolEntry;
import java.time.Instant;
import java.util.Locale;
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
        Standing standing = choice.standings().stream()
                .filter(s -> s.person() == owner)
                .findFirst()
                .orElseThrow();
        return decided(request, choice, AssignmentKind.ASSIGNED, at)
                .setRepresentativeId(owner.id())
                .setRepresentativeEmail(owner.representative().getEmail())
                .setExplanation(Explanation.assigned(request, choice, owner, standing))
                .build();
    }

    static LeadAssignment queued(OwnerRequest request, Choice choice, Instant at, @Nullable Instant expectedAt) {
        return decided(request, choice, AssignmentKind.QUEUED, at)
                .setQueueReason(choice.queueReason())
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

    static LeadAssignment released(
            PoolEntry entry, OwnerRelease release, int rosterVersion, @Nullable String email, Instant at) {
        String owner = entry.getRepresentativeId();
        String who = owner == null ? "The lead leaves the queue of team " : owner + " is done with it, for team ";
        return lead(entry.getRequest(), AssignmentKind.RELEASED, at)
                .setRepresentativeId(owner)
                .setRepresentativeEmail(email)
                .setMethod(entry.getRequest().getMethod())
                .setRosterVersion(rosterVersion)
                .setExplanation(who + release.getTeamId() + ": " + release.getReason())
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
