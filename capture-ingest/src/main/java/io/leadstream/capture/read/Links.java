// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.domain.identity.LeadId;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tells that a lead known by less turned out to be one known by more. */
final class Links {

    private Links() {}

    /** The links that a capture makes. */
    static Stream<Outgoing<LeadLink>> of(CapturedLead lead, List<LeadId> lesser) {
        return lesser.stream().map(to(lead.getLeadId(), lead.getEventId(), lead.getOccurredAt(), lead.getReceivedAt()));
    }

    /** The links that an activity makes. */
    static Stream<Outgoing<LeadLink>> of(Activity activity, List<LeadId> lesser) {
        return lesser.stream()
                .map(to(
                        activity.getLeadId(),
                        activity.getEventId(),
                        activity.getOccurredAt(),
                        activity.getReceivedAt()));
    }

    private static Function<LeadId, Outgoing<LeadLink>> to(
            String leadId, String eventId, Instant occurredAt, Instant receivedAt) {
        return lesser -> new Outgoing<>(
                Topics.LEAD_LINKS,
                lesser.value(),
                new LeadLink(lesser.value(), leadId, eventId, occurredAt, receivedAt));
    }
}
