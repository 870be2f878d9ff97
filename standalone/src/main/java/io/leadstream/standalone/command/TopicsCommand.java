// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.inspect.Offsets;
import io.leadstream.standalone.inspect.TopicTable;
import io.leadstream.standalone.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "topics", description = "Lists the topics with what they hold now.", mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {

    @Mixin
    private RunningInstance running = new RunningInstance();

    private final Terminal terminal;

    TopicsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Offsets offsets = new Offsets(running.find().kafka())) {
            TopicTable.print(offsets, terminal);
        }
        return 0;
    }
}
