// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.inspect.Database;
import io.leadstream.standalone.inspect.OwnerStory;
import io.leadstream.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        description = "Tells why a lead has its owner: every decision with its rule, versions and offer number, and"
                + " everybody who was considered with load and reason.",
        footer = {"", "Example: ./leadstream why grace@example.com"},
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {

    @Mixin
    private RunningInstance running = new RunningInstance();

    @Option(names = "--all", description = "Who was considered in every decision, not only in the last one.")
    private boolean all;

    @Option(names = "--json", description = "As JSON, with every decision; the same as over HTTP.")
    private boolean json;

    @Parameters(paramLabel = "EMAIL", description = "E-mail address of the lead, or its phone number or lead id.")
    private String who = "";

    private final Terminal terminal;

    WhyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws SQLException {
        try (Connection database = Database.open(running.find())) {
            OwnerStory story = new OwnerStory(database, terminal);
            if (json) {
                story.print(who);
            } else {
                story.tell(who, all);
            }
        }
        return 0;
    }
}
