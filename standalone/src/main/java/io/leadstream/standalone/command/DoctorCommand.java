// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.inspect.Doctor;
import io.leadstream.standalone.stack.FileLog;
import io.leadstream.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Checks Java, ports, disk and data folder, and whether a running instance is well.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder to check; all default ones unless given.")
    private @Nullable Path folder;

    private final Terminal terminal;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        FileLog.quiet();
        return new Doctor(terminal).check(folder) ? 0 : Commands.FAILED;
    }
}
