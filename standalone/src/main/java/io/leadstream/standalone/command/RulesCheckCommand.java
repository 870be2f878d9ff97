// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Checked;
import io.leadstream.capture.rules.Publication;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = "Names every mistake of a file with scoring rules, with its line and what to write instead.",
        footer = {
            "",
            "YAML, JSON, or the table shape as CSV: name,field,operator,value,points,active. Nothing has",
            "to run for it.",
            "Exit code 0: no mistake; 1: mistakes. docs/scoring-rules.md tells what can be written."
        },
        mixinStandardHelpOptions = true)
final class RulesCheckCommand implements Callable<Integer> {

    @Mixin
    private TableOptions table = new TableOptions();

    @Parameters(paramLabel = "FILE", description = "File with scoring rules.")
    private Path file = Path.of("");

    private final Terminal terminal;

    RulesCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Checked<ScoringRuleSet> checked = Publication.SCORING_RULES.check(RuleFindings.read(file, table.settings()));
        boolean fine = RuleFindings.print(terminal, List.of(checked));
        ScoringRuleSet set = checked.value();
        if (set != null) {
            RuleFindings.good(
                    terminal,
                    file + ": " + set.getRules().size() + " rules, qualified from " + set.getQualifyAt()
                            + ", to sales from " + set.getSalesAt());
        }
        return fine ? 0 : Commands.FAILED;
    }
}
