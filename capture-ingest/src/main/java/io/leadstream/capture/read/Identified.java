// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.domain.identity.EventIds;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.topic.Topics;
import java.util.Map;

/** Tells the visitors' topic who a visitor turned out to be. */
final class Identified {

    static final String TYPE = "identified";

    private Identified() {}

    /** The identification that a capture with a visitor's id is. */
    static Outgoing<Activity> of(CapturedLead lead) {
        return outgoing(new Activity(
                EventIds.derived(TYPE, lead.getEventId(), lead.getAnonymousId(), lead.getLeadId()),
                TYPE,
                lead.getOccurredAt(),
                lead.getReceivedAt(),
                lead.getClockClamped(),
                lead.getLeadId(),
                lead.getEmail(),
                lead.getPhone(),
                lead.getAnonymousId(),
                lead.getSource(),
                Map.of(),
                lead.getImportId()));
    }

    /** The identification that an activity of a known person with a visitor's id is. */
    static Outgoing<Activity> of(Activity activity) {
        return outgoing(new Activity(
                EventIds.derived(TYPE, activity.getEventId(), activity.getAnonymousId(), activity.getLeadId()),
                TYPE,
                activity.getOccurredAt(),
                activity.getReceivedAt(),
                activity.getClockClamped(),
                activity.getLeadId(),
                activity.getEmail(),
                activity.getPhone(),
                activity.getAnonymousId(),
                activity.getSource(),
                Map.of(),
                activity.getImportId()));
    }

    private static Outgoing<Activity> outgoing(Activity identified) {
        return new Outgoing<>(Topics.VISITOR_ACTIVITIES, identified.getAnonymousId(), identified);
    }
}
