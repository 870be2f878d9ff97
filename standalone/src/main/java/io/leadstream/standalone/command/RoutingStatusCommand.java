// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Publication;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Tells which assignment rules and which roster are the newest: every decision goes by them.",
        mixinStandardHelpOptions = true)
final class RoutingStatusCommand implements Callable<Integer> {

    @Mixin
    private CaptureTarget target = new CaptureTarget();

    private final Terminal terminal;

    RoutingStatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Table table = new Table()
                .text("what")
                .number("version")
                .text("published")
                .text("by")
                .text("holds");
        RuleDesk.with(target, rules -> {
            AssignmentRuleSet set = rules.newest(Publication.ASSIGNMENT_RULES);
            if (set != null) {
                table.row(
                        "assignment rules",
                        set.getVersion(),
                        set.getPublishedAt().truncatedTo(ChronoUnit.SECONDS),
                        set.getPublishedBy(),
                        set.getRules().size() + " rules, else team " + set.getDefaultTeam());
            }
            Roster roster = rules.newest(Publication.ROSTER);
            if (roster != null) {
                table.row(
                        "roster",
                        roster.getVersion(),
                        roster.getPublishedAt().truncatedTo(ChronoUnit.SECONDS),
                        roster.getPublishedBy(),
                        roster.getRepresentatives().size() + " people in "
                                + roster.getTeams().size() + " teams");
            }
            return table;
        });
        if (table.isEmpty()) {
            terminal.line("Nothing was ever published: ./leadstream routing publish FILE --roster FILE");
        } else {
            table.print(terminal);
        }
        return 0;
    }
}
