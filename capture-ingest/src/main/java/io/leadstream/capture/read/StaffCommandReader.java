// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.Judged.Accepted;
import io.leadstream.capture.read.Judged.Refused;
import io.leadstream.schemas.capture.HandOverLeads;
import io.leadstream.schemas.capture.SetAvailability;
import io.leadstream.schemas.capture.StaffCommand;
import io.leadstream.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads commands about representatives: who is away or back, and whose leads go to somebody else. */
public final class StaffCommandReader {

    /** The commands, by the last part of their path, with the fields that each of them knows. */
    public enum Kind {
        SET_AVAILABILITY("set-availability", Set.of("available", "until", "reason")),
        HAND_OVER_LEADS("hand-over-leads", Set.of("toRepresentative", "toTeam", "reason"));

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

    private static final Set<String> KNOWN = Set.of("commandId", "representative", "issuedBy");
    private static final int ID = 100;
    private static final int TEXT = 4_000;

    private StaffCommandReader() {}

    /**
     * Reads a command.
     *
     * @param keyName who holds the key: who orders it, unless the command names somebody
     */
    public static Judged read(Kind kind, ObjectNode event, List<FieldError> early, Arrival arrival, String keyName) {
        List<FieldError> errors = new ArrayList<>(early);
        if (!errors.isEmpty()) {
            return new Refused(errors);
        }
        Fields fields = Fields.of(event, false, errors);
        CommandFields.refuseUnknown(fields, KNOWN, kind.fields);
        String person = fields.text("representative", ID);
        if (person == null && fields.raw("representative") == null) {
            fields.refuse("representative", "missing", "say whom it is about, by the roster's id");
        }
        Object order = kind == Kind.SET_AVAILABILITY ? availability(fields) : handOver(fields);
        String named = fields.text("issuedBy", 200);
        String issuedBy = named == null ? keyName : named;
        String commandId = CommandId.read(fields, arrival, kind.path, CommandId.NEVER, KNOWN, person, issuedBy);
        if (!errors.isEmpty() || order == null || person == null) {
            return new Refused(errors);
        }
        StaffCommand command = new StaffCommand(commandId, person, issuedBy, arrival.receivedAt(), order);
        return new Accepted(commandId, null, List.of(new Outgoing<>(Topics.STAFF_COMMANDS, person, command)));
    }

    private static @Nullable SetAvailability availability(Fields fields) {
        Boolean available = CommandFields.needed(fields, "available");
        return available == null
                ? null
                : new SetAvailability(available, EventTime.upTo9999(fields, "until"), fields.text("reason", TEXT));
    }

    private static HandOverLeads handOver(Fields fields) {
        String person = fields.text("toRepresentative", ID);
        String team = fields.text("toTeam", ID);
        if (person != null && team != null) {
            fields.refuse("toTeam", "ambiguous", "name a representative or a team, or neither, not both");
        }
        return new HandOverLeads(person, team, fields.text("reason", TEXT));
    }
}
