// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Checked;
import io.leadstream.capture.rules.Publication;
import io.leadstream.capture.rules.RuleSource;
import io.leadstream.capture.rules.RuleWriter;
import io.leadstream.domain.rules.Parsed;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Writes scoring rules, of a file or the newest version, as a table (CSV) or as YAML.",
        footer = {
            "",
            "What a table can't hold, such as nested conditions, is named, and nothing is written.",
            "Example: ./leadstream rules export --active --format table --output rules.csv"
        },
        mixinStandardHelpOptions = true)
final class RulesExportCommand implements Callable<Integer> {

    /** The shapes, as people write them. */
    enum Format {
        table,
        yaml
    }

    @Mixin
    private CaptureTarget target = new CaptureTarget();

    @Mixin
    private TextOutput output = new TextOutput();

    @Option(names = "--active", description = "The newest published version, instead of a file.")
    private boolean active;

    @Option(names = "--format", paramLabel = "SHAPE", defaultValue = "table", description = "table or yaml.")
    private Format format = Format.table;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "File with scoring rules.")
    private @Nullable Path file;

    private final Terminal terminal;

    RulesExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (active == (file != null)) {
            throw new StandaloneException(
                    "say which rules", "Name a file, or take the newest published version with --active.");
        }
        ScoringRuleSet set = file == null ? published() : ofFile(file);
        if (set == null) {
            return Commands.FAILED;
        }
        Parsed<String> text = format == Format.yaml ? RuleWriter.yaml(set) : RuleWriter.table(set);
        if (text.value() == null) {
            throw new StandaloneException(
                    "it can't be exported so:\n  "
                            + String.join(
                                    "\n  ",
                                    text.mistakes().stream()
                                            .map(Object::toString)
                                            .toList()),
                    "Export with --format yaml, or split the rules.");
        }
        output.write(terminal, text.value());
        tellWhatATableLeavesOut(set);
        return 0;
    }

    private ScoringRuleSet published() {
        ScoringRuleSet newest = RuleDesk.with(target, rules -> new Newest(rules.newest(Publication.SCORING_RULES)))
                .set();
        if (newest == null) {
            throw new StandaloneException(
                    "no scoring rules were ever published", "Publish some: ./leadstream rules publish FILE");
        }
        return newest;
    }

    private record Newest(@Nullable ScoringRuleSet set) {}

    private @Nullable ScoringRuleSet ofFile(Path rules) {
        RuleSource source = RuleFindings.read(rules, Map.of());
        Checked<ScoringRuleSet> checked = Publication.SCORING_RULES.check(source);
        if (checked.value() == null) {
            RuleFindings.print(terminal, List.of(checked));
        }
        return checked.value();
    }

    private void tellWhatATableLeavesOut(ScoringRuleSet set) {
        List<String> options = new ArrayList<>();
        add(options, "--qualify-at", set.getQualifyAt(), 80);
        add(options, "--sales-at", set.getSalesAt(), 70);
        add(options, "--daily-hit-limit", set.getDailyHitLimit(), 20);
        if (format == Format.table && !options.isEmpty()) {
            terminal.problem(
                    "a table has no place for settings of the set",
                    "Give them when the table is imported or published: " + String.join(" ", options));
        }
    }

    private static void add(List<String> options, String option, int value, int usual) {
        if (value != usual) {
            options.add(option + " " + value);
        }
    }
}
