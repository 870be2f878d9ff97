// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Checked;
import io.leadstream.capture.rules.Order;
import io.leadstream.domain.routing.RoutingFiles;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.standalone.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        description =
                "Names every mistake of assignment rules and of a roster, with its line and what to write instead.",
        footer = {
            "",
            "Given both, also what the rules ask of the roster that it lacks. Nothing has to run for it.",
            "Exit code 0: no mistake; 1: mistakes.",
            "Example: ./leadstream routing check assignment-rules.yaml --roster roster.yaml"
        },
        mixinStandardHelpOptions = true)
final class RoutingCheckCommand implements Callable<Integer> {

    @Mixin
    private RoutingFilesOption files = new RoutingFilesOption();

    private final Terminal terminal;

    RoutingCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Checked<?>> checks = new ArrayList<>();
        AssignmentRuleSet rules = null;
        Roster roster = null;
        List<Order<?>> orders = files.orders();
        for (Order<?> order : orders) {
            Checked<?> checked = order.publication().check(order.source());
            checks.add(checked);
            rules = checked.value() instanceof AssignmentRuleSet set ? set : rules;
            roster = checked.value() instanceof Roster people ? people : roster;
        }
        if (rules != null && roster != null) {
            checks.add(together(orders.get(0), rules, roster));
        }
        boolean fine = RuleFindings.print(terminal, checks);
        tell(rules, roster);
        return fine ? 0 : Commands.FAILED;
    }

    private static Checked<?> together(Order<?> order, AssignmentRuleSet rules, Roster roster) {
        var source = order.source();
        return new Checked<>(source.name(), null, source.placed(RoutingFiles.disagreements(rules, roster)), List.of());
    }

    private void tell(@Nullable AssignmentRuleSet rules, @Nullable Roster roster) {
        if (rules != null) {
            RuleFindings.good(
                    terminal,
                    rules.getRules().size() + " assignment rules, "
                            + rules.getSegments().size() + " segments, else team " + rules.getDefaultTeam());
        }
        if (roster != null) {
            RuleFindings.good(
                    terminal,
                    roster.getRepresentatives().size() + " people in "
                            + roster.getTeams().size() + " teams");
        }
    }
}
