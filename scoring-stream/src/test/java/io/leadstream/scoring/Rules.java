// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.leadstream.domain.rules.RuleFiles;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.testkit.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Published rule sets. */
final class Rules {

    private static final YAMLMapper MAPPER = new YAMLMapper();

    private Rules() {}

    /** The shipped default model. */
    static ScoringRuleSet shipped(int version) {
        try (var in = RuleFiles.class.getResourceAsStream(RuleFiles.DEFAULT_SCORING_RULES)) {
            return published(MAPPER.readValue(in, Object.class), version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A version with these rules, each a mapping in YAML. */
    static ScoringRuleSet of(int version, String... rules) {
        try {
            return published(
                    MAPPER.readValue("{name: test, rules: [" + String.join(",", rules) + "]}", Object.class), version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScoringRuleSet published(Object tree, int version) {
        ScoringRuleSet rules = RuleFiles.scoringRules(tree).orThrow();
        rules.setVersion(version);
        rules.setPublishedAt(Fixtures.NOW.plusSeconds(version));
        rules.setPublishedBy("test");
        return rules;
    }
}
