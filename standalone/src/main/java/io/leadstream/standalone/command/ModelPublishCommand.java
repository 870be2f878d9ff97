// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Order;
import io.leadstream.capture.rules.Publication;
import io.leadstream.capture.rules.Publishing;
import io.leadstream.capture.rules.RuleSource;
import io.leadstream.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description = "Makes a model the newest version: every lead is predicted by it, beside its score.",
        footer = {
            "",
            "It touches no score unless the rules in force give it a 'predictiveWeight'. The content of the",
            "newest version is not published again."
        },
        mixinStandardHelpOptions = true)
final class ModelPublishCommand implements Callable<Integer> {

    @Mixin
    private CaptureTarget target = new CaptureTarget();

    @Mixin
    private PublisherName by = new PublisherName();

    @Option(names = "--dry-run", description = "Only say what publishing would do.")
    private boolean dryRun;

    @Parameters(paramLabel = "FILE", description = "A model that 'model train' made.")
    private Path file = Path.of("");

    private final Terminal terminal;

    ModelPublishCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RuleSource source = RuleFindings.read(file, Map.of());
        List<Order<?>> orders = List.of(Order.of(Publication.PREDICTIVE_MODEL, source));
        return RuleDesk.with(target, rules -> {
            Publishing done = dryRun ? rules.rehearse(orders) : rules.publish(orders, by.toString());
            if (!RuleFindings.print(terminal, done.checks())) {
                terminal.line("Nothing was published.");
                return Commands.FAILED;
            }
            PublishedVersions.tell(terminal, done.published().get(0), dryRun);
            return 0;
        });
    }
}
