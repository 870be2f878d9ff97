// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's text goes: a file, or the terminal. */
final class TextOutput {

    @Option(names = "--output", paramLabel = "FILE", description = "Where it goes; the terminal unless given.")
    private @Nullable Path file;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    /** Writes it; says so when it went into a file. */
    void write(Terminal terminal, String text) {
        Path target = file;
        if (target == null) {
            terminal.raw(text);
            return;
        }
        OpenOption[] options = force
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            Files.writeString(target, text, options);
        } catch (FileAlreadyExistsException e) {
            throw new StandaloneException(
                    target + " is there already", "Name another file, or write over it with --force.", e);
        } catch (IOException e) {
            throw new StandaloneException(
                    target + " can't be written: " + e.getMessage(), "Check the folder and who may write there.", e);
        }
        RuleFindings.good(terminal, "written to " + target);
    }
}
