// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.identity.NameBasedId;
import io.leadstream.domain.routing.OwnerRequests;
import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.Ownership;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what somebody has to look at. */
final class Alerts {

    private static final UUID ALERTS = NameBasedId.namespace("assignment-alerts");

    private Alerts() {}

    /**
     * An alert about the lead's newest offer.
     *
     * @param dueAt the instant of the clock or decision; with offer and kind it names the alert
     * @param at when it was noticed
     */
    static AssignmentAlert of(
            Draft draft, AlertKind kind, @Nullable Routing routing, Instant dueAt, Instant at, String detail) {
        LeadState lead = draft.state();
        String leadId = draft.lead().getLeadId();
        String team = String.valueOf(lead.getTeamId());
        return AssignmentAlert.newBuilder()
                .setAlertId(NameBasedId.of(
                        ALERTS, leadId, Integer.toString(lead.getOfferNumber()), kind.name(), dueAt.toString()))
                .setLeadId(leadId)
                .setKind(kind)
                .setOfferNumber(lead.getOfferNumber())
                .setTeamId(team)
                .setRepresentativeId(lead.getOwnership() == Ownership.ASSIGNED ? lead.getRepresentativeId() : null)
                .setManagerId(
                        routing == null
                                ? null
                                : routing.roster().managerOf(team).orElse(null))
                .setDetail(detail)
                .setDueAt(dueAt)
                .setAt(at)
                .setScore(draft.lead().getScore())
                .setGrade(LeadFacts.textOf(draft.lead().getGrade()))
                .setLeadName(OwnerRequests.nameOf(draft.lead()))
                .setLeadCompany(draft.lead().getCompany())
                .setLeadEmail(draft.lead().getEmail())
                .setLeadPhone(draft.lead().getPhone())
                .build();
    }
}
