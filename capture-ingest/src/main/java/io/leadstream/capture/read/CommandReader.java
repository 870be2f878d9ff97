// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.Judged.Accepted;
import io.leadstream.capture.read.Judged.Refused;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandBackLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.capture.RecycleLead;
import io.leadstream.schemas.capture.TouchKind;
import io.leadstream.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what sales tells the pipeline to do about a lead. */
public final class CommandReader {

    /** The commands, by the last part of their path, with the fields that each of them knows. */
    public enum Kind {
        ASSESS_BANT("assess-bant", Set.of("budget", "authority", "need", "timeline", "notes")),
        ACCEPT_LEAD("accept-lead", Set.of("offerNumber")),
        DECLINE_LEAD("decline-lead", Set.of("offerNumber", "reason")),
        HAND_BACK_LEAD("hand-back-lead", Set.of("reason")),
        REASSIGN_LEAD("reassign-lead", Set.of("representative", "team", "reason")),
        RECYCLE_LEAD("recycle-lead", Set.of("reason")),
        LOG_TOUCH("log-touch", Set.of("kind", "twoWay", "outcome", "nextStep", "nextStepAt")),
        ADJUST_SCORE("adjust-score", Set.of("points", "reason", "until")),
        CONVERT_LEAD(
                "convert-lead",
                Set.of(
                        "createOpportunity",
                        "opportunityName",
                        "amountMinor",
                        "currency",
                        "expectedCloseDate",
                        "packageName",
                        "startExpectation"));

        private final String path;

        @SuppressWarnings("ImmutableEnumChecker") // only ever made by Set.of
        private final Set<String> fields;

        Kind(String path, Set<String> fields) {
            this.path = path;
            this.fields = fields;
        }

        /** Last part of the path. */
        public String path() {
            return path;
        }
    }

    private static final Set<String> KNOWN = Set.of("commandId", "leadId", "email", "phone", "issuedBy");
    private static final int TEXT = 4_000;

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
        refuseUnknown(fields, KNOWN, kind.fields);
        Identities.Found who = identities.ofReference(fields);
        if (who.leadId() == null && errors.isEmpty()) {
            fields.refuse("leadId", "identity_missing", "say which lead: leadId, email or phone");
        }
        Object order = order(kind, fields);
        String commandId = commandId(fields, arrival);
        String issuedBy = fields.text("issuedBy", 200);
        if (!errors.isEmpty() || order == null || who.leadId() == null) {
            return new Refused(errors);
        }
        String leadId = who.leadId().value();
        LeadCommand command =
                new LeadCommand(commandId, leadId, issuedBy == null ? keyName : issuedBy, arrival.receivedAt(), order);
        return new Accepted(commandId, leadId, List.of(new Outgoing<>(Topics.LEAD_COMMANDS, leadId, command)));
    }

    /** The caller's id, of body or header, else a random one. */
    static String commandId(Fields fields, Arrival arrival) {
        String given = EventId.given(fields, List.of("commandId"));
        if (given != null) {
            return given;
        }
        return arrival.eventId() != null ? arrival.eventId() : UUID.randomUUID().toString();
    }

    /** A slip in a command's field must not carry out something else than was meant. */
    static void refuseUnknown(Fields fields, Set<String> common, Set<String> own) {
        fields.node().fieldNames().forEachRemaining(name -> {
            if (!common.contains(name) && !own.contains(name)) {
                List<String> names = new ArrayList<>(own);
                names.addAll(common);
                names.sort(null);
                fields.refuse(name, "field_unknown", "this command knows " + String.join(", ", names));
            }
        });
    }

    private static @Nullable Object order(Kind kind, Fields fields) {
        return switch (kind) {
            case ASSESS_BANT -> assess(fields);
            case ACCEPT_LEAD -> accept(fields);
            case DECLINE_LEAD -> decline(fields);
            case HAND_BACK_LEAD -> handBack(fields);
            case REASSIGN_LEAD -> reassign(fields);
            case RECYCLE_LEAD -> recycle(fields);
            case LOG_TOUCH -> touch(fields);
            case ADJUST_SCORE -> ScoreAdjustment.read(fields);
            case CONVERT_LEAD -> convert(fields);
        };
    }

    private static @Nullable AssessBant assess(Fields fields) {
        Boolean budget = needed(fields, "budget");
        Boolean authority = needed(fields, "authority");
        Boolean need = needed(fields, "need");
        Boolean timeline = needed(fields, "timeline");
        String notes = fields.text("notes", TEXT);
        return budget == null || authority == null || need == null || timeline == null
                ? null
                : new AssessBant(budget, authority, need, timeline, notes);
    }

    private static @Nullable AcceptLead accept(Fields fields) {
        Integer number = offerNumber(fields);
        return number == null ? null : new AcceptLead(number);
    }

    private static @Nullable DeclineLead decline(Fields fields) {
        Integer number = offerNumber(fields);
        String reason = reason(fields);
        return number == null || reason == null ? null : new DeclineLead(number, reason);
    }

    private static @Nullable HandBackLead handBack(Fields fields) {
        String reason = reason(fields);
        return reason == null ? null : new HandBackLead(reason);
    }

    private static @Nullable RecycleLead recycle(Fields fields) {
        String reason = reason(fields);
        return reason == null ? null : new RecycleLead(reason);
    }

    private static @Nullable ReassignLead reassign(Fields fields) {
        String representative = fields.text("representative", 100);
        String team = fields.text("team", 100);
        if (fields.raw("representative") == null && fields.raw("team") == null) {
            fields.refuse("representative", "missing", "say who gets the lead: representative or team");
        } else if (representative != null && team != null) {
            fields.refuse("team", "ambiguous", "name a representative or a team, not both");
        }
        return new ReassignLead(representative, team, fields.text("reason", TEXT));
    }

    private static @Nullable Integer offerNumber(Fields fields) {
        Long number = fields.count("offerNumber");
        if (number == null || number > Integer.MAX_VALUE) {
            if (fields.raw("offerNumber") == null || number != null) {
                fields.refuse("offerNumber", "missing", "give the number of the offer that it is about");
            }
            return null;
        }
        return number.intValue();
    }

    private static @Nullable String reason(Fields fields) {
        String reason = fields.text("reason", TEXT);
        if (reason == null && fields.raw("reason") == null) {
            fields.refuse("reason", "missing", "say why");
        }
        return reason;
    }

    private static @Nullable LogTouch touch(Fields fields) {
        String name = fields.text("kind", 20);
        TouchKind kind = name == null ? TouchKind.UNKNOWN : touchKind(name);
        if (kind == TouchKind.UNKNOWN) {
            fields.refuse("kind", name == null ? "missing" : "kind_invalid", "one of call, email, sms, meeting, note");
        }
        Boolean twoWay = needed(fields, "twoWay");
        return twoWay == null
                ? null
                : new LogTouch(
                        kind,
                        twoWay,
                        fields.text("outcome", TEXT),
                        fields.text("nextStep", TEXT),
                        EventTime.upTo9999(fields, "nextStepAt"));
    }

    private static TouchKind touchKind(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (TouchKind kind : TouchKind.values()) {
            if (kind.name().equals(upper)) {
                return kind;
            }
        }
        return TouchKind.UNKNOWN;
    }

    private static ConvertLead convert(Fields fields) {
        Boolean create = fields.flag("createOpportunity");
        Long amount = fields.count("amountMinor");
        String currency = fields.text("currency", 10);
        if (currency != null && !isCurrency(currency)) {
            fields.refuse("currency", "currency_invalid", "an ISO 4217 code such as EUR");
        }
        if (amount != null && currency == null && fields.raw("currency") == null) {
            fields.refuse("currency", "missing", "an amount needs its currency, such as EUR");
        }
        String close = fields.text("expectedCloseDate", 40);
        if (close != null && !IsoDate.is(close)) {
            fields.refuse("expectedCloseDate", "date_invalid", IsoDate.FIX);
        }
        return new ConvertLead(
                create == null || create,
                fields.text("opportunityName", 200),
                amount,
                currency,
                close,
                fields.text("packageName", 200),
                fields.text("startExpectation", 200));
    }

    static @Nullable Boolean needed(Fields fields, String name) {
        Boolean value = fields.flag(name);
        if (value == null && fields.raw(name) == null) {
            fields.refuse(name, "missing", "say true or false");
        }
        return value;
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode().equals(code);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
