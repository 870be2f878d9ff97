// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Checked;
import io.leadstream.capture.rules.Finding;
import io.leadstream.capture.rules.RuleSource;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Terminal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prints what was found in files, as file:line:column so that editors can jump there. */
final class RuleFindings {

    private RuleFindings() {}

    static RuleSource read(Path file, Map<String, Object> table) {
        try {
            return RuleSource.ofFile(file, table);
        } catch (IllegalArgumentException e) {
            boolean text = e.getCause() instanceof CharacterCodingException;
            throw new StandaloneException(
                    String.valueOf(e.getMessage()),
                    text ? "Save it as UTF-8." : "Check the path and who may read the file.",
                    e);
        }
    }

    /** Mistakes and advice of all; true when there is no mistake. */
    static boolean print(Terminal terminal, List<? extends Checked<?>> checks) {
        boolean fine = true;
        for (Checked<?> checked : checks) {
            int count = checked.mistakes().size();
            if (count > 0) {
                fine = false;
                terminal.line(
                        Paint.BAD, checked.source() + " has " + count + (count == 1 ? " mistake:" : " mistakes:"));
                print(terminal, checked.source(), checked.mistakes());
            }
            if (!checked.advice().isEmpty()) {
                terminal.line(Paint.CARE, checked.source() + ", allowed but seldom meant:");
                print(terminal, checked.source(), checked.advice());
            }
        }
        return fine;
    }

    private static void print(Terminal terminal, String source, List<Finding> findings) {
        for (Finding finding : findings) {
            terminal.paragraph(
                    4,
                    8,
                    source + ":" + finding.line() + ":" + finding.column() + " " + finding.path() + ": "
                            + finding.problem());
            terminal.paragraph(8, 10, terminal.glyph("→", "->") + " " + finding.fix());
        }
    }

    static void good(Terminal terminal, String text) {
        terminal.line(terminal.paint(Paint.GOOD, terminal.glyph("✓", "ok")) + " " + text);
    }
}
