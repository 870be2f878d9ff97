// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code activities}: an activity, what a visitor did who turned out to be the lead, or the capture of a form or
 * chat that counts as one.
 */
record ActivityRow(
        String leadId,
        String eventId,
        String type,
        Instant occurredAt,
        Instant receivedAt,
        boolean clockClamped,
        boolean capture,
        boolean handedOver,
        String source,
        @Nullable String anonymousId,
        Map<String, String> properties,
        @Nullable String importId) {

    /**
     * Rows of one event id come from different topics, and which comes first must not matter: a capture stays before what
     * the lead did, and that before what the lead did as a visitor.
     */
    static final Table<ActivityRow> TABLE = Table.ofNewest(
            "activities",
            "lead_id, event_id",
            row -> row.leadId() + row.eventId(),
            Columns.of(ActivityRow.class)
                    .uuid("lead_id", ActivityRow::leadId)
                    .text("event_id", ActivityRow::eventId)
                    .text("type", ActivityRow::type)
                    .timestamp("occurred_at", ActivityRow::occurredAt)
                    .timestamp("received_at", ActivityRow::receivedAt)
                    .flag("clock_clamped", ActivityRow::clockClamped)
                    .flag("capture", ActivityRow::capture)
                    .flag("handed_over", ActivityRow::handedOver)
                    .text("source", ActivityRow::source)
                    .text("anonymous_id", ActivityRow::anonymousId)
                    .json("properties", row -> Json.scalars(row.properties()))
                    .text("import_id", ActivityRow::importId)
                    .build(),
            (first, later) -> later.rank() > first.rank() ? later : first,
            "(excluded.capture and not t.capture) or (t.handed_over and not excluded.handed_over)");

    private int rank() {
        return capture ? 2 : handedOver ? 0 : 1;
    }

    /** Each assignment is an activity of the lead; by its id a repeat is known. */
    static ActivityRow of(LeadAssignment assigned) {
        return new ActivityRow(
                assigned.getLeadId(),
                assigned.getAssignmentId(),
                "assigned",
                assigned.getDecidedAt(),
                assigned.getDecidedAt(),
                false,
                false,
                false,
                "assignment",
                null,
                Map.of(
                        "representative", "\"" + assigned.getRepresentativeId() + "\"",
                        "team", "\"" + assigned.getTeamId() + "\"",
                        "offerNumber", Integer.toString(assigned.getOfferNumber())),
                null);
    }

    static ActivityRow of(Activity activity, String leadId, boolean handedOver) {
        return new ActivityRow(
                leadId,
                activity.getEventId(),
                activity.getType(),
                activity.getOccurredAt(),
                activity.getReceivedAt(),
                activity.getClockClamped(),
                false,
                handedOver,
                activity.getSource(),
                activity.getAnonymousId(),
                activity.getProperties(),
                activity.getImportId());
    }

    /** The activity that a capture is; null when its kind counts as none. */
    static @Nullable ActivityRow of(CapturedLead capture) {
        String type =
                switch (capture.getSourceKind()) {
                    case WEBSITE_FORM -> "form_submitted";
                    case LIVE_CHAT -> "chat_message";
                    case API, CSV_IMPORT, MANUAL, UNKNOWN -> null;
                };
        return type == null
                ? null
                : new ActivityRow(
                        capture.getLeadId(),
                        capture.getEventId(),
                        type,
                        capture.getOccurredAt(),
                        capture.getReceivedAt(),
                        capture.getClockClamped(),
                        true,
                        false,
                        capture.getSource(),
                        capture.getAnonymousId(),
                        Map.of(),
                        capture.getImportId());
    }
}
