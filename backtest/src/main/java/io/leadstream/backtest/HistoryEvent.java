// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

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
        public SpecificRecord record() {
            return lead;
        }

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
        public SpecificRecord record() {
            return activity;
        }

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

    /** Somebody ordered something about a lead's score. */
    record Ordered(String id, String leadId, Instant occurredAt, SpecificRecord record) implements HistoryEvent {

        @Override
        public Instant receivedAt() {
            return occurredAt;
        }
    }

    /** What the stream would be given. */
    SpecificRecord record();

    /** Whether it was done as an unknown visitor. */
    default boolean handedOver() {
        return false;
    }

    /** Whether it is about somebody who did something, not about what others made of it. */
    default boolean ofTheLead() {
        return !(this instanceof Ordered);
    }

    /**
     * The event that a record tells of.
     *
     * @throws IllegalArgumentException when it tells of none
     */
    static HistoryEvent of(SpecificRecord record, boolean handedOver) {
        HistoryEvent event = ofAny(record, handedOver);
        if (event == null) {
            throw new IllegalArgumentException(record.getSchema().getName() + " is no event of a lead");
        }
        return event;
    }

    /** The same; null when it tells of nothing that scores hang on. */
    static @Nullable HistoryEvent ofAny(SpecificRecord record, boolean handedOver) {
        if (record instanceof CapturedLead lead) {
            return new Captured(lead);
        }
        if (record instanceof Activity activity) {
            return new Did(activity, handedOver);
        }
        if (record instanceof LeadCommand command && command.getOrder() instanceof AdjustScore) {
            return new Ordered(
                    "command:" + command.getCommandId(), command.getLeadId(), command.getReceivedAt(), command);
        }
        if (record instanceof CommandOutcome outcome && LeadScoring.recycles(outcome)) {
            return new Ordered("command:" + outcome.getCommandId(), outcome.getLeadId(), outcome.getAt(), outcome);
        }
        return null;
    }
}
