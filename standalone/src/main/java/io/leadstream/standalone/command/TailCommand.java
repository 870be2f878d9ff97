// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.inspect.Offsets;
import io.leadstream.standalone.inspect.Tail;
import io.leadstream.standalone.stack.Instance;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tail",
        description = "Prints the newest records of a topic as JSON, one a line.",
        footer = {"", "Example: ./leadstream tail lead-assignments -n 3"},
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {

    @Mixin
    private RunningInstance running = new RunningInstance();

    @Option(
            names = {"-n", "--newest"},
            paramLabel = "N",
            defaultValue = "10",
            description = "How many records; ${DEFAULT-VALUE} unless given.")
    private int newest;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--key", paramLabel = "KEY", description = "Only records of this key.")
    private @Nullable String key;

    @Parameters(paramLabel = "TOPIC", description = "Name of the topic; ./leadstream topics lists them.")
    private String topic = "";

    private final Terminal terminal;

    TailCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (newest < 0) {
            throw new StandaloneException("-n " + newest + " is no number of records", "Write 0 or more.");
        }
        Instance instance = running.find();
        try (Offsets offsets = new Offsets(instance.kafka());
                Tail tail = new Tail(instance.kafka(), instance.registryUrl(), terminal)) {
            tail.print(offsets, topic, newest, key, follow);
        }
        return 0;
    }
}
