// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.qualification;

import io.leadstream.domain.identity.NameBasedId;
import io.leadstream.schemas.assignment.LeadAssessment;
import io.leadstream.schemas.assignment.LeadTask;
import io.leadstream.schemas.capture.AssessBant;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Judges budget, authority, need and timeline: a lead is qualified when all four hold. */
public final class Bant {

    static final Duration DISCOVERY_CALL_WITHIN = Duration.ofHours(24);

    private static final UUID TASKS = NameBasedId.namespace("tasks");
    private static final String DISCOVERY_CALL = "discovery_call";

    private Bant() {}

    /** The assessment as it is kept, whatever comes of it. */
    public static LeadAssessment assess(
            AssessBant order, String commandId, String leadId, String assessedBy, Instant at) {
        boolean qualified = order.getBudget() && order.getAuthority() && order.getNeed() && order.getTimeline();
        return LeadAssessment.newBuilder()
                .setAssessmentId(commandId)
                .setLeadId(leadId)
                .setBudget(order.getBudget())
                .setAuthority(order.getAuthority())
                .setNeed(order.getNeed())
                .setTimeline(order.getTimeline())
                .setNotes(order.getNotes())
                .setQualified(qualified)
                .setAssessedBy(assessedBy)
                .setAt(at)
                .build();
    }

    /** The call that a passed assessment asks for, due 24 hours later. */
    public static LeadTask discoveryCall(LeadAssessment assessment, @Nullable String ownerId) {
        String leadId = assessment.getLeadId();
        return LeadTask.newBuilder()
                .setTaskId(NameBasedId.of(TASKS, leadId, DISCOVERY_CALL, assessment.getAssessmentId()))
                .setLeadId(leadId)
                .setType(DISCOVERY_CALL)
                .setTitle("Schedule discovery call")
                .setPriority("high")
                .setDueAt(assessment.getAt().plus(DISCOVERY_CALL_WITHIN))
                .setOwnerId(ownerId)
                .setCreatedAt(assessment.getAt())
                .setCauseId(assessment.getAssessmentId())
                .build();
    }
}
