// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** One recorded event of a lead. */
public sealed interface HistoryEvent {

    /** By which a repeat is known. */
    String id();

    /** Whose it is. */
    String leadId();

    /** When it happened. */
    Instant occurredAt();

    /** When it arrived. */
    Instant receivedAt();

    /** A person was captured. */
    record Captured(CapturedLead lead) implements HistoryEvent {

        @Override
        public String id() {
            return lead.getEventId();
        }

        @Override
        public String leadId() {
            return lead.getLeadId();
        }

        @Override
        public Instant occurredAt() {
            return lead.getOccurredAt();
        }

        @Override
        public Instant receivedAt() {
            return lead.getReceivedAt();
        }
    }

    /**
     * A lead did something.
     *
     * @param handedOver whether it was as an unknown visitor
     */
    record Did(Activity activity, boolean handedOver) implements HistoryEvent {

        @Override
        public String id() {
            return activity.getEventId();
        }

        @Override
        public String leadId() {
            return activity.getLeadId();
        }

        @Override
        public Instant occurredAt() {
            return activity.getOccurredAt();
        }

        @Override
        public Instant receivedAt() {
            return activity.getReceivedAt();
        }
    }

    /**
     * The event that a record tells of.
     *
     * @throws IllegalArgumentException when it tells of none
     */
    static HistoryEvent of(SpecificRecord record, boolean handedOver) {
        if (record instanceof CapturedLead lead) {
            return new Captured(lead);
        }
        if (record instanceof Activity activity) {
            return new Did(activity, handedOver);
        }
        throw new IllegalArgumentException(record.getSchema().getName() + " is no event of a lead");
    }
}
