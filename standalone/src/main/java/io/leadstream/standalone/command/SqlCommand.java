// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.inspect.Database;
import io.leadstream.standalone.inspect.SqlTable;
import io.leadstream.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sql",
        description = "Asks the database of a running instance; it can't change anything.",
        footer = {"", "Example: ./leadstream sql \"select * from grades\""},
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {

    @Mixin
    private RunningInstance running = new RunningInstance();

    @Option(names = "--csv", description = "All rows as comma-separated values.")
    private boolean csv;

    @Parameters(paramLabel = "STATEMENT", arity = "1..*", description = "One SQL statement.")
    private List<String> words = List.of();

    private final Terminal terminal;

    SqlCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws SQLException {
        try (Connection database = Database.open(running.find())) {
            SqlTable.print(database, String.join(" ", words), csv, terminal);
        }
        return 0;
    }
}
