// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Order;
import io.leadstream.capture.rules.Publishing;
import io.leadstream.standalone.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "publish",
        description =
                "Makes assignment rules, a roster, or both at once the newest version: the next decision goes by it.",
        footer = {
            "",
            "Nothing is published when anything is wrong, or when rules and roster, as they would be in force,",
            "don't fit.",
            "Example: ./leadstream routing publish assignment-rules.yaml --roster roster.yaml"
        },
        mixinStandardHelpOptions = true)
final class RoutingPublishCommand implements Callable<Integer> {

    @Mixin
    private CaptureTarget target = new CaptureTarget();

    @Mixin
    private RoutingFilesOption files = new RoutingFilesOption();

    @Mixin
    private PublisherName by = new PublisherName();

    @Option(names = "--dry-run", description = "Only say what publishing would do.")
    private boolean dryRun;

    private final Terminal terminal;

    RoutingPublishCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Order<?>> orders = files.orders();
        return RuleDesk.with(target, rules -> {
            Publishing done = dryRun ? rules.rehearse(orders) : rules.publish(orders, by.toString());
            if (!RuleFindings.print(terminal, done.checks())) {
                terminal.line("Nothing was published.");
                return Commands.FAILED;
            }
            done.published().forEach(published -> PublishedVersions.tell(terminal, published, dryRun));
            return 0;
        });
    }
}
