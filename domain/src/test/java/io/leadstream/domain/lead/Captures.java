// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.SourceKind;
import java.time.Instant;

/** Captures with sane content, to be changed by a test. */
public final class Captures {

    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private Captures() {}

    /** A capture of nothing but a name, some minutes after the start. */
    public static CapturedLead.Builder capture(String eventId, long minutes) {
        return CapturedLead.newBuilder()
                .setEventId(eventId)
                .setLeadId("lead-1")
                .setSourceKind(SourceKind.API)
                .setSource("api")
                .setOccurredAt(START.plusSeconds(60 * minutes))
                .setReceivedAt(START.plusSeconds(60 * minutes + 1));
    }
}
