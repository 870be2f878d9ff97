// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Checked;
import io.leadstream.capture.rules.Publication;
import io.leadstream.capture.rules.RuleWriter;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Makes a YAML file of scoring rules in the table shape.",
        footer = {
            "",
            "CSV with the columns name,field,operator,value,points,active and, where there is need, id,",
            "category, group, cap, half_life and activity; or the same rows as JSON. Several values stand in one",
            "cell: a|b.",
            "Example: ./leadstream rules import lead_scoring_rules.csv --output rules.yaml"
        },
        mixinStandardHelpOptions = true)
final class RulesImportCommand implements Callable<Integer> {

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private TextOutput output = new TextOutput();

    @Parameters(paramLabel = "TABLE", description = "CSV or JSON file with the rows.")
    private Path file = Path.of("");

    private final Terminal terminal;

    RulesImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Checked<ScoringRuleSet> checked = Publication.SCORING_RULES.check(RuleFindings.read(file, table.settings()));
        ScoringRuleSet set = checked.value();
        if (set == null) {
            RuleFindings.print(terminal, List.of(checked));
            return Commands.FAILED;
        }
        output.write(terminal, RuleWriter.yaml(set).orThrow());
        return 0;
    }
}
