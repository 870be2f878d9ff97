// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.RulePublisher;
import io.leadstream.standalone.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Tells which scoring rules are in force and how far re-scoring is.",
        mixinStandardHelpOptions = true)
final class RulesStatusCommand implements Callable<Integer> {

    @Mixin
    private CaptureTarget target = new CaptureTarget();

    @Option(names = "--watch", description = "Stay until every lead is re-scored.")
    private boolean watch;

    private final Terminal terminal;

    RulesStatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return RuleDesk.with(target, rules -> tell(rules));
    }

    private int tell(RulePublisher rules) {
        if (watch) {
            RescoreWatch.follow(terminal, rules);
        }
        RescoreWatch.print(terminal, rules.status());
        return 0;
    }
}
