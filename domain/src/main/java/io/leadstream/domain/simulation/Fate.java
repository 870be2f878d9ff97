// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import io.leadstream.schemas.assignment.LeadAssignment;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of one lead in a simulation.
 *
 * @param lead as it is on record
 * @param offer its first offer; null when nobody got it
 * @param owner who had it last; null when nobody
 * @param offers how many offers were made of it
 * @param expired how many ran out of time
 * @param accepted whether the last one was accepted
 * @param escalated whether it went to the team's manager
 * @param queueReason why it had to wait, the newest reason; null when it never did
 * @param waits whether it still waits at the end
 */
public record Fate(
        RecordedLead lead,
        @Nullable LeadAssignment offer,
        @Nullable String owner,
        int offers,
        int expired,
        boolean accepted,
        boolean escalated,
        @Nullable String queueReason,
        boolean waits) {

    /** From arrival to the first offer; null when there was none. */
    public @Nullable Duration waited() {
        return offer == null ? null : Duration.between(lead.arrivedAt(), offer.getDecidedAt());
    }

    /** Whether somebody else than on record would have got it first. */
    public boolean moved() {
        String first = offer == null ? null : offer.getRepresentativeId();
        return !Objects.equals(first, lead.owner());
    }

    /** When it arrived. */
    public Instant arrivedAt() {
        return lead.arrivedAt();
    }
}
