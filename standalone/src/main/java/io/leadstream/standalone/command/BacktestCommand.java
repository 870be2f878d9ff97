// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.backtest.Backtest;
import io.leadstream.backtest.BacktestJson;
import io.leadstream.backtest.BacktestPage;
import io.leadstream.backtest.BacktestReport;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.standalone.inspect.BacktestTables;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backtest",
        description = "Tells what other scoring rules would have made of the recorded past; changes nothing.",
        footer = {
            "",
            "The rules in force and those in RULES are replayed over the same events, and both are judged by",
            "what really came of the leads. Example, without anything running:",
            "  ./leadstream backtest my-rules.yaml --csv examples/past-leads.csv \\",
            "    --mapping examples/mappings/past-leads.yaml --html report.html",
            "docs/backtesting.md explains every figure."
        },
        mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {

    @Mixin
    private HistoryOptions history = new HistoryOptions();

    @Option(
            names = "--before",
            paramLabel = "RULES",
            description = "The rules to compare with; unless given those in force, with --csv the shipped ones.")
    private @Nullable Path before;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON; - prints that alone.")
    private @Nullable String json;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes the report as a page with plots.")
    private @Nullable Path html;

    @Parameters(paramLabel = "RULES", description = "YAML file with the scoring rules in question.")
    private Path rules = Path.of("");

    private final Terminal terminal;

    BacktestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long started = System.nanoTime();
        ScoringRuleSet after = RuleArgument.read(rules);
        BacktestReport report;
        String note;
        try (OpenHistory open = history.open()) {
            report = Backtest.run(open.history(), history.span(), compared(open), after, open.modelInForce());
            note = open.note();
        }
        if (report.leads() == 0) {
            throw new StandaloneException(
                    "there is no lead in this history", "Look at --from, --to and ./leadstream topics.");
        }
        if (html != null) {
            Files.writeString(html, BacktestPage.of(report));
        }
        if ("-".equals(json)) {
            terminal.raw(BacktestJson.of(report));
            return 0;
        }
        if (json != null) {
            Files.writeString(Path.of(json), BacktestJson.of(report));
        }
        new BacktestTables(terminal).print(report);
        terminal.blank();
        if (!note.isEmpty()) {
            terminal.line(Paint.CARE, "  " + note);
        }
        terminal.line(
                Paint.QUIET,
                "  Nothing was changed. " + Numbers.duration(Duration.ofNanos(System.nanoTime() - started)));
        if (html != null) {
            terminal.line(Paint.QUIET, "  Page in " + html);
        }
        if (json != null) {
            terminal.line(Paint.QUIET, "  JSON in " + json);
        }
        return 0;
    }

    private ScoringRuleSet compared(OpenHistory open) {
        if (before != null) {
            return RuleArgument.read(before);
        }
        ScoringRuleSet inForce = open.rulesInForce();
        if (inForce == null && !history.ofFile()) {
            throw new StandaloneException(
                    "no rules were published there yet", "Name those to compare with: --before RULES.");
        }
        return inForce == null ? RuleArgument.shipped() : inForce;
    }
}
