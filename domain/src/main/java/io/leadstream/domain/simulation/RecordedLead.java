// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.scoring.LeadProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lead that came up for sales, as it is on record.
 *
 * @param profile with the score that it had then
 * @param arrivedAt when it came up for sales: decisions go by this time
 * @param acceptedAfter from the offer to its acceptance; null when none was accepted
 * @param commands what sales ordered about it, without acceptances and refusals of offers
 * @param owner whom it went to first; null when to nobody
 */
public record RecordedLead(
        LeadProfile profile,
        Instant arrivedAt,
        @Nullable Duration acceptedAfter,
        List<LeadCommand> commands,
        @Nullable String owner) {

    public RecordedLead {
        commands = List.copyOf(commands);
    }
}
