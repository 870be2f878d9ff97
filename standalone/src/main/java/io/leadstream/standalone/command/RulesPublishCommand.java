// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Order;
import io.leadstream.capture.rules.Publication;
import io.leadstream.capture.rules.Published;
import io.leadstream.capture.rules.Publishing;
import io.leadstream.capture.rules.RuleSource;
import io.leadstream.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description =
                "Makes scoring rules the newest version: events go by it at once, leads are re-scored while they flow.",
        footer = {
            "",
            "A file with mistakes is not published, and the content of the newest version is not",
            "published again."
        },
        mixinStandardHelpOptions = true)
final class RulesPublishCommand implements Callable<Integer> {

    @Mixin
    private CaptureTarget target = new CaptureTarget();

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private PublisherName by = new PublisherName();

    @Option(names = "--dry-run", description = "Only say what publishing would do.")
    private boolean dryRun;

    @Option(names = "--watch", description = "Stay until every lead is re-scored.")
    private boolean watch;

    @Parameters(paramLabel = "FILE", description = "File with scoring rules, in YAML, JSON or as a table in CSV.")
    private Path file = Path.of("");

    private final Terminal terminal;

    RulesPublishCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RuleSource source = RuleFindings.read(file, table.settings());
        List<Order<?>> orders = List.of(Order.of(Publication.SCORING_RULES, source));
        return RuleDesk.with(target, rules -> {
            Publishing done = dryRun ? rules.rehearse(orders) : rules.publish(orders, by.toString());
            if (!RuleFindings.print(terminal, done.checks())) {
                terminal.line("Nothing was published.");
                return Commands.FAILED;
            }
            Published published = done.published().get(0);
            PublishedVersions.tell(terminal, published, dryRun);
            if (watch && !dryRun) {
                RescoreWatch.follow(terminal, rules);
            } else if (published.fresh() && !dryRun) {
                terminal.line("  How far it is: ./leadstream rules status --watch");
            }
            return 0;
        });
    }
}
