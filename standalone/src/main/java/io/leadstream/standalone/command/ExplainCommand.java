// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.inspect.Database;
import io.leadstream.standalone.inspect.LeadStory;
import io.leadstream.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description =
                "Tells a lead's story: what came in, what the score is made of, why this owner, what became of it.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private RunningInstance running = new RunningInstance();

    @Option(names = "--all", description = "Every event, not only the first and last ones.")
    private boolean all;

    @Parameters(paramLabel = "EMAIL", description = "E-mail address of the lead, or its phone number or lead id.")
    private String who = "";

    private final Terminal terminal;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws SQLException {
        try (Connection database = Database.open(running.find())) {
            new LeadStory(database, terminal, all).tell(who);
        }
        return 0;
    }
}
