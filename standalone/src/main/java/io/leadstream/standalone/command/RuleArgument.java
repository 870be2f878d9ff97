// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.YamlTree;
import io.leadstream.capture.rules.Checked;
import io.leadstream.capture.rules.Finding;
import io.leadstream.capture.rules.Publication;
import io.leadstream.domain.rules.RuleFiles;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.standalone.stack.StandaloneException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A rule file that somebody named. */
final class RuleArgument {

    private RuleArgument() {}

    /** The rules of a file. */
    static ScoringRuleSet read(Path file) {
        Checked<ScoringRuleSet> checked = Publication.SCORING_RULES.check(RuleFindings.read(file, Map.of()));
        ScoringRuleSet rules = checked.value();
        if (rules == null) {
            throw new StandaloneException(
                    file + " can't be used"
                            + checked.mistakes().stream()
                                    .map(Finding::toString)
                                    .collect(Collectors.joining("\n  ", ":\n  ", "")),
                    "Mend that and try again; ./leadstream rules check " + file + " tells the same.");
        }
        return rules;
    }

    /** The rules that are shipped. */
    static ScoringRuleSet shipped() {
        return RuleFiles.scoringRules(YamlTree.ofResource(RuleFiles.DEFAULT_SCORING_RULES))
                .orThrow();
    }
}
