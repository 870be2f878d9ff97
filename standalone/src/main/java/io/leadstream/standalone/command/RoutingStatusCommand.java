// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.RoutingStatus;
import io.leadstream.capture.rules.RulePublisher;
import io.leadstream.schemas.assignment.LeadAssignment;
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
        description =
                "Tells which assignment rules and which roster are the newest, and by which the newest decision went.",
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
        RoutingStatus status = RuleDesk.with(target, RulePublisher::routingStatus);
        AssignmentRuleSet set = status.rules();
        if (set != null) {
            table.row(
                    "assignment rules",
                    set.getVersion(),
                    set.getPublishedAt().truncatedTo(ChronoUnit.SECONDS),
                    set.getPublishedBy(),
                    set.getRules().size() + " rules, else team " + set.getDefaultTeam());
        }
        Roster roster = status.roster();
        if (roster != null) {
            table.row(
                    "roster",
                    roster.getVersion(),
                    roster.getPublishedAt().truncatedTo(ChronoUnit.SECONDS),
                    roster.getPublishedBy(),
                    roster.getRepresentatives().size() + " people in "
                            + roster.getTeams().size() + " teams");
        }
        if (table.isEmpty()) {
            terminal.line("Nothing was ever published: ./leadstream routing publish FILE --roster FILE");
        } else {
            table.print(terminal);
            tellWhatIsInForce(status);
        }
        return 0;
    }

    private void tellWhatIsInForce(RoutingStatus status) {
        LeadAssignment decision = status.decision();
        if (decision == null) {
            terminal.line("No lead was decided on lately, so nothing tells yet whether they are in force.");
            return;
        }
        terminal.line("The newest decision, at " + decision.getDecidedAt().truncatedTo(ChronoUnit.SECONDS)
                + ", went by assignment rules " + decision.getRulesVersion() + " and roster "
                + decision.getRosterVersion()
                + ".");
        if (status.isBehind()) {
            terminal.line(
                    "What is newer counts from the next decision on. If it doesn't, it can't be used: see the dead"
                            + " letters of assignment-stream.");
        }
    }
}
