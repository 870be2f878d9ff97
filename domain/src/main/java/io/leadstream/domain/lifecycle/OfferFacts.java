// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.routing.Decisions;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.state.assignment.LeadState;
import java.time.Instant;

/** Writes down what became of the open offer: accepted, declined, expired or handed back. One of each at most. */
final class OfferFacts {

    private OfferFacts() {}

    static LeadAssignment.Builder of(Draft draft, AssignmentKind kind, Instant at, String explanation) {
        LeadState lead = draft.state();
        String leadId = draft.lead().getLeadId();
        return LeadAssignment.newBuilder()
                .setAssignmentId(Decisions.id(leadId, lead.getOfferNumber(), kind))
                .setLeadId(leadId)
                .setKind(kind)
                .setOfferNumber(lead.getOfferNumber())
                .setTeamId(lead.getTeamId())
                .setRepresentativeId(lead.getRepresentativeId())
                .setRepresentativeEmail(lead.getRepresentativeEmail())
                .setMethod(AssignmentMethod.UNKNOWN)
                .setRulesVersion(0)
                .setRosterVersion(0)
                .setMoves(lead.getMoves())
                .setExplanation(explanation)
                .setScore(draft.lead().getScore())
                .setGrade(LeadFacts.textOf(draft.lead().getGrade()))
                .setRequestedAt(lead.getRequestedAt())
                .setDecidedAt(at)
                .setLeadSource(draft.lead().getSource());
    }
}
