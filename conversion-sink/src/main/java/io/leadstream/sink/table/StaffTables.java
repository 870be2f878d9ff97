// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.capture.HandOverLeads;
import io.leadstream.schemas.capture.SetAvailability;
import io.leadstream.schemas.capture.StaffCommand;

/** Tables of commands about representatives and of what became of them. */
final class StaffTables {

    static final Table<StaffCommand> COMMANDS = Table.ofFacts(
            "staff_commands",
            command -> command.getRepresentativeId() + "\n" + command.getCommandId(),
            Columns.of(StaffCommand.class)
                    .text("representative_id", StaffCommand::getRepresentativeId)
                    .text("command_id", StaffCommand::getCommandId)
                    .text("command", StaffTables::nameOf)
                    .text("issued_by", StaffCommand::getIssuedBy)
                    .timestamp("received_at", StaffCommand::getReceivedAt)
                    .json("details", StaffTables::detailsOf)
                    .build());

    /** A command that was refused may be sent again with the same id, and be carried out then. */
    static final Table<StaffChange> CHANGES = Table.ofNewest(
            "staff_changes",
            "representative_id, command_id",
            change -> change.getRepresentativeId() + "\n" + change.getCommandId(),
            Columns.of(StaffChange.class)
                    .text("representative_id", StaffChange::getRepresentativeId)
                    .text("command_id", StaffChange::getCommandId)
                    .text("kind", change -> Literals.word(change.getKind()))
                    .flag("accepted", StaffChange::getAccepted)
                    .text("refusal", change -> Literals.word(change.getRefusal()))
                    .text("detail", StaffChange::getDetail)
                    .text("issued_by", StaffChange::getIssuedBy)
                    .timestamp("at", StaffChange::getAt)
                    .timestamp("until", StaffChange::getUntil)
                    .text("to_representative_id", StaffChange::getToRepresentativeId)
                    .text("to_team_id", StaffChange::getToTeamId)
                    .text("reason", StaffChange::getReason)
                    .build(),
            (first, later) -> later.getAccepted() && !first.getAccepted() ? later : first,
            "excluded.accepted and not t.accepted");

    private StaffTables() {}

    private static String nameOf(StaffCommand command) {
        if (command.getOrder() instanceof SetAvailability) {
            return "set_availability";
        }
        return command.getOrder() instanceof HandOverLeads ? "hand_over_leads" : "unknown";
    }

    private static String detailsOf(StaffCommand command) {
        return Json.object(command.getOrder(), (json, of) -> {
            if (of instanceof SetAvailability order) {
                json.put("available", order.getAvailable())
                        .put("until", order.getUntil())
                        .put("reason", order.getReason());
            } else if (of instanceof HandOverLeads order) {
                json.put("to_representative", order.getToRepresentative())
                        .put("to_team", order.getToTeam())
                        .put("reason", order.getReason());
            }
        });
    }
}
