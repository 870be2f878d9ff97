// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "import", description = "Imports a CSV file.", mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private final Terminal terminal;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.blank();
        return 0;
    }
}
