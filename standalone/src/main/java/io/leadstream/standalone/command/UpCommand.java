// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.stack.Instance;
import io.leadstream.standalone.stack.LocalStack;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Steps;
import io.leadstream.standalone.terminal.Terminal;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "up",
        description = "Starts everything without data and stays up; data survive a restart.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    private final Terminal usual;

    UpCommand(Terminal terminal) {
        this.usual = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Terminal terminal = options.plain() ? usual.withoutColour() : usual;
        terminal.line(Paint.TITLE, "leadstream up");
        try (StopSignal stop = StopSignal.install();
                LocalStack stack = LocalStack.start(
                        options.plan("main"), Version.ofLeadstream(), new Steps(terminal), stop::isWanted)) {
            stop.mayInterrupt();
            Instance instance = stack.instance();
            new Pointers(terminal, stack).print("you@example.org");
            terminal.line(
                    Paint.QUIET,
                    "  Data in " + stack.folder().path() + ". Ctrl-C stops process " + instance.pid() + ".");
            return stop.await(stack, terminal);
        } catch (CancellationException e) {
            return 0;
        }
    }
}
