// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.sink.read.ShownAt;
import io.leadstream.standalone.inspect.Database;
import io.leadstream.standalone.inspect.LeadStory;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description =
                "Tells a lead's story: what came in, what the score is made of, why this owner, what became of it.",
        footer = {
            "",
            "With --at, only the score that was shown then, line by line: 2026-11-03 (the end of that day, in",
            "UTC), 2026-11-03T10:00Z, 2026-11-03T10:00+01:00 or \"2026-11-03 10:00\" (UTC)."
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private RunningInstance running = new RunningInstance();

    @Option(names = "--all", description = "Every event, not only the first and last ones.")
    private boolean all;

    @Option(names = "--at", paramLabel = "TIME", description = "Only the score that was shown then.")
    private @Nullable String at;

    @Parameters(paramLabel = "EMAIL", description = "E-mail address of the lead, or its phone number or lead id.")
    private String who = "";

    private final Terminal terminal;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws SQLException {
        try (Connection database = Database.open(running.find())) {
            LeadStory story = new LeadStory(database, terminal, all);
            if (at == null) {
                story.tell(who);
            } else {
                story.tellScore(who, time(at));
            }
        }
        return 0;
    }

    private static Instant time(String text) {
        return ShownAt.parse(text)
                .orElseThrow(() -> new StandaloneException(
                        "\"" + text + "\" is no time", "As for the time, " + ShownAt.FORMS + "."));
    }
}
