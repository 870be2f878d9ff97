// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.dataset.DemoData;
import io.leadstream.standalone.dataset.DemoSize;
import io.leadstream.standalone.demo.Demo;
import io.leadstream.standalone.stack.LocalStack;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Steps;
import io.leadstream.standalone.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Starts everything, plays 2,000 people through it, and shows what came of it.",
        footer = {
            "",
            "Killed or stopped half way, the same command goes on in the same folder and ends with the same",
            "totals."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 130;

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--exit", description = "Ends after the tables instead of staying up.")
    private boolean exit;

    @Option(names = "--people", hidden = true, defaultValue = "2000")
    private int people;

    private final Terminal usual;

    DemoCommand(Terminal terminal) {
        this.usual = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Terminal terminal = options.plain() ? usual.withoutColour() : usual;
        terminal.line(Paint.TITLE, "leadstream demo");
        StopSignal stop = StopSignal.install();
        stop.codeIs(INTERRUPTED);
        try (stop;
                LocalStack stack = LocalStack.start(
                        options.plan("demo"), Version.ofLeadstream(), new Steps(terminal), stop::isWanted)) {
            stop.mayInterrupt();
            new Demo(stack, terminal, DemoSize.ofPeople(people)).run();
            new Pointers(terminal, stack).print(DemoData.HERO);
            stop.codeIs(0);
            if (exit) {
                return 0;
            }
            terminal.line(Paint.QUIET, "  Data in " + stack.folder().path() + ". Ctrl-C stops.");
            return stop.await(stack, terminal);
        } catch (Exception e) {
            if (!stop.isWanted()) {
                throw e;
            }
            terminal.blank();
            terminal.line(Paint.CARE, "  Stopped half way. The same command goes on from here.");
            return INTERRUPTED;
        }
    }
}
