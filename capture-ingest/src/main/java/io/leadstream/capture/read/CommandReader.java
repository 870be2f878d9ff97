// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.Judged.Accepted;
import io.leadstream.capture.read.Judged.Refused;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what sales tells the pipeline to do about a lead. */
public final class CommandReader {

    /** The commands, by the last part of their path, with the fields that each of them knows. */
    public enum Kind {
        ASSESS_BANT("assess-bant", CommandId.MINUTES, Set.of("budget", "authority", "need", "timeline", "notes")),
        ACCEPT_LEAD("accept-lead", CommandId.EVER, Set.of("offerNumber")),
        DECLINE_LEAD("decline-lead", CommandId.EVER, Set.of("offerNumber", "reason")),
        HAND_BACK_LEAD("hand-back-lead", CommandId.NEVER, Set.of("reason")),
        REASSIGN_LEAD("reassign-lead", CommandId.NEVER, Set.of("representative", "team", "reason")),
        RECYCLE_LEAD("recycle-lead", CommandId.NEVER, Set.of("reason")),
        LOG_TOUCH("log-touch", CommandId.MINUTES, Set.of("kind", "twoWay", "outcome", "nextStep", "nextStepAt")),
        ADJUST_SCORE("adjust-score", CommandId.MINUTES, Set.of("points", "reason", "until")),
        CONVERT_LEAD(
                "convert-lead",
                CommandId.MINUTES,
                Set.of(
                        "createOpportunity",
                        "opportunityName",
                        "amountMinor",
                        "currency",
                        "expectedCloseDate",
                        "packageName",
                        "startExpectation"));

        private final String path;
        private final Duration alike;

        @SuppressWarnings("ImmutableEnumChecker") // only ever made by Set.of
        private final Set<String> fields;

        Kind(String path, Duration alike, Set<String> fields) {
            this.path = path;
            this.alike = alike;
            this.fields = fields;
        }

        /** Last part of the path. */
        public String path() {
            return path;
        }
    }

    private static final Set<String> KNOWN = Set.of("commandId", "leadId", "email", "phone", "issuedBy");

    private final Identities identities;

    public CommandReader(Identities identities) {
        this.identities = identities;
    }

    /**
     * Reads a command.
     *
     * @param keyName who holds the key: who orders it, unless the command names somebody
     */
    public Judged read(Kind kind, ObjectNode event, List<FieldError> early, Arrival arrival, String keyName) {
        List<FieldError> errors = new ArrayList<>(early);
        if (!errors.isEmpty()) {
            return new Refused(errors);
        }
        Fields fields = Fields.of(event, false, errors);
        CommandFields.refuseUnknown(fields, KNOWN, kind.fields);
        Identities.Found who = identities.ofReference(fields);
        if (who.leadId() == null && errors.isEmpty()) {
            fields.refuse("leadId", "identity_missing", "say which lead: leadId, email or phone");
        }
        Object order = order(kind, fields, arrival);
        String named = fields.text("issuedBy", 200);
        String issuedBy = named == null ? keyName : named;
        String about = who.leadId() == null ? null : who.leadId().value();
        String commandId = CommandId.read(fields, arrival, kind.path, kind.alike, KNOWN, about, issuedBy);
        if (!errors.isEmpty() || order == null || about == null) {
            return new Refused(errors);
        }
        LeadCommand command = new LeadCommand(commandId, about, issuedBy, arrival.receivedAt(), order);
        return new Accepted(commandId, about, List.of(new Outgoing<>(Topics.LEAD_COMMANDS, about, command)));
    }

    private static @Nullable Object order(Kind kind, Fields fields, Arrival arrival) {
        return switch (kind) {
            case ASSESS_BANT -> SalesOrders.assess(fields);
            case ACCEPT_LEAD -> OwnershipOrders.accept(fields);
            case DECLINE_LEAD -> OwnershipOrders.decline(fields);
            case HAND_BACK_LEAD -> OwnershipOrders.handBack(fields);
            case REASSIGN_LEAD -> OwnershipOrders.reassign(fields);
            case RECYCLE_LEAD -> SalesOrders.recycle(fields);
            case LOG_TOUCH -> SalesOrders.touch(fields);
            case ADJUST_SCORE -> ScoreAdjustment.read(fields, arrival.receivedAt());
            case CONVERT_LEAD -> SalesOrders.convert(fields);
        };
    }
}
