// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Checked;
import io.leadstream.capture.rules.Order;
import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.RoutingFiles;
import io.leadstream.domain.routing.RoutingRules;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.domain.simulation.Fate;
import io.leadstream.domain.simulation.RecordedLead;
import io.leadstream.domain.simulation.WhatIf;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.standalone.inspect.Recording;
import io.leadstream.standalone.inspect.SimulationReport;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "simulate",
        description =
                "Tells what would have come of the recorded leads under other assignment rules and another roster."
                        + " Changes nothing.",
        footer = {
            "",
            "Teams begin without leads. Offers are accepted as long after they were made as on record; where",
            "nobody accepted, after --accept-after. What else sales ordered happens when it did.",
            "Example: ./leadstream routing simulate rules.yaml --roster roster.yaml --from 2026-11-01"
        },
        mixinStandardHelpOptions = true)
final class RoutingSimulateCommand implements Callable<Integer> {

    private static final Duration USUAL = Duration.ofMinutes(2);

    @Mixin
    private RunningInstance running = new RunningInstance();

    @Mixin
    private RoutingFilesOption files = new RoutingFilesOption();

    @Option(names = "--from", paramLabel = "TIME", description = "Only leads that came up for sales from then on.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only leads that came up for sales before.")
    private @Nullable Instant to;

    @Option(
            names = "--accept-after",
            paramLabel = "DURATION",
            description = "How long owners take to accept what nobody accepted on record, such as 10m; the median on"
                    + " record unless given.")
    private @Nullable Duration acceptAfter;

    @Option(
            names = "--settle",
            paramLabel = "DURATION",
            defaultValue = "24h",
            description = "How long the clocks run on after the last lead; ${DEFAULT-VALUE} unless given.")
    private Duration settle = Duration.ofDays(1);

    @Option(names = "--json", description = "As JSON, with what came of every lead.")
    private boolean json;

    private final Terminal terminal;

    RoutingSimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AssignmentRuleSet rules = null;
        Roster roster = null;
        List<Checked<?>> checks = new ArrayList<>();
        List<Order<?>> orders = files.orders();
        for (Order<?> order : orders) {
            Checked<?> checked = order.publication().check(order.source());
            checks.add(checked);
            rules = checked.value() instanceof AssignmentRuleSet set ? set : rules;
            roster = checked.value() instanceof Roster people ? people : roster;
        }
        if (rules != null && roster != null) {
            checks.add(new Checked<>(
                    orders.get(0).source().name(),
                    null,
                    orders.get(0).source().placed(RoutingFiles.disagreements(rules, roster)),
                    List.of()));
        }
        boolean mistaken =
                checks.stream().anyMatch(checked -> !checked.mistakes().isEmpty());
        if (mistaken) {
            RuleFindings.print(terminal, checks);
            return Commands.FAILED;
        }
        if (rules == null || roster == null) {
            throw new StandaloneException(
                    "a simulation needs rules and a roster", "./leadstream routing simulate RULES --roster ROSTER");
        }
        simulate(rules, roster);
        return 0;
    }

    private void simulate(AssignmentRuleSet rules, Roster roster) {
        // What was not published has version 0, which stands for nothing published at all.
        rules.setVersion(1);
        roster.setVersion(1);
        Recording recording = Recording.of(running.find());
        List<RecordedLead> leads = recording.leads(from, to);
        if (leads.isEmpty()) {
            throw new StandaloneException(
                    "no lead came up for sales in that time",
                    "./leadstream sql \"select min(requested_at), max(requested_at) from assignments\" tells when.");
        }
        Duration accept = acceptAfter != null
                ? acceptAfter
                : Recording.usualAcceptance(leads).orElse(USUAL);
        Instant last = leads.get(leads.size() - 1).arrivedAt();
        List<Fate> fates = WhatIf.run(
                new Routing(RoutingRules.of(rules), TeamRoster.of(roster)),
                leads,
                recording.absences(),
                accept,
                last.plus(settle));
        SimulationReport report = new SimulationReport(fates, roster);
        if (json) {
            terminal.line(report.json().toPrettyString());
            return;
        }
        terminal.line(
                Paint.QUIET,
                "  " + Numbers.grouped(leads.size()) + " leads from "
                        + leads.get(0).arrivedAt() + " to " + last + ", accepted after " + Numbers.duration(accept)
                        + " where nobody did on record");
        report.print(terminal);
    }
}
