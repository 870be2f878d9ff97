// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads scoring rule files, whose tree a YAML or JSON parser made. */
public final class RuleFiles {

    /** Resource with the default scoring model. */
    public static final String DEFAULT_SCORING_RULES = "/io/leadstream/defaults/scoring-rules.yaml";

    /** Resource with the second shipped scoring model. */
    public static final String THRESHOLD_SCORECARD = "/io/leadstream/defaults/threshold-scorecard.yaml";

    private static final int MOST_RULES = 1_000;

    /** Each costs a look at every activity of its type, and a counter in every lead that has one. */
    private static final int MOST_MEASURES = 50;

    private RuleFiles() {}

    /**
     * A rule set as it would be published, with its content hash, but version 0, the epoch as its time and no publisher:
     * these belong to the publication.
     */
    public static Parsed<ScoringRuleSet> scoringRules(@Nullable Object tree) {
        var mistakes = new ArrayList<Mistake>();
        TreeReader file = TreeReader.root(tree, mistakes);
        file.allow("name", "qualifyAt", "salesAt", "dailyHitLimit", "predictiveWeight", "rules");
        var ruleReader = new ScoringRuleReader();
        Set<String> ids = new HashSet<>();
        var rules = new ArrayList<ScoringRule>();
        List<TreeReader> entries = file.children("rules");
        for (TreeReader entry : entries) {
            ScoringRule rule = ruleReader.read(entry);
            if (!ids.add(rule.getId()) && !rule.getId().isEmpty()) {
                entry.mistake("id", "'" + rule.getId() + "' is used twice", "give each rule its own id");
            }
            rules.add(rule);
        }
        if (mistakes.isEmpty()) {
            mistakes.addAll(LadderCheck.unreachable(rules));
        }
        if (entries.isEmpty() || entries.size() > MOST_RULES) {
            file.mistake("rules", entries.size() + " rules", "write 1 to " + MOST_RULES + " rules");
        }
        if (mistakes.isEmpty()) {
            long measures = rules.stream()
                    .flatMap(rule -> Measure.of(rule).stream())
                    .map(Measure::name)
                    .distinct()
                    .count();
            if (measures > MOST_MEASURES) {
                file.mistake("rules", measures + " different 'where' conditions", "write at most " + MOST_MEASURES);
            }
        }
        ScoringRuleSet content = new ScoringRuleSet(
                0,
                file.requiredText("name"),
                "",
                Instant.EPOCH,
                "",
                file.integer("qualifyAt", 1, 100, 80),
                file.integer("salesAt", 1, 100, 70),
                file.integer("dailyHitLimit", 1, 100_000, 20),
                rules,
                file.decimal("predictiveWeight", -10, 10, 0));
        content.setContentHash(ContentHash.of(content));
        return Parsed.of(content, mistakes);
    }
}
