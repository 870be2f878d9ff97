// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.YamlTree;
import io.leadstream.domain.rules.Mistake;
import io.leadstream.domain.rules.Parsed;
import io.leadstream.domain.rules.RuleFiles;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.standalone.stack.StandaloneException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule file that somebody named. */
final class RuleArgument {

    private RuleArgument() {}

    /** The rules of a file. */
    static ScoringRuleSet read(Path file) {
        try {
            return checked(YamlTree.ofFile(file), file.toString());
        } catch (IllegalArgumentException e) {
            throw new StandaloneException(String.valueOf(e.getMessage()), "Name a file with scoring rules.", e);
        }
    }

    /** The rules that are shipped. */
    static ScoringRuleSet shipped() {
        return checked(YamlTree.ofResource(RuleFiles.DEFAULT_SCORING_RULES), "the shipped rules");
    }

    private static ScoringRuleSet checked(@Nullable Object tree, String name) {
        Parsed<ScoringRuleSet> parsed = RuleFiles.scoringRules(tree);
        ScoringRuleSet rules = parsed.value();
        if (rules == null) {
            throw new StandaloneException(
                    name + " can't be used"
                            + parsed.mistakes().stream()
                                    .map(Mistake::toString)
                                    .collect(Collectors.joining("\n  ", ":\n  ", "")),
                    "Mend that and try again.");
        }
        return rules;
    }
}
