// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.leadstream.schemas.rules.ScoringRuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;

/** YAML as the tree that rule files are read from. */
public final class Yaml {

    private static final YAMLMapper MAPPER = new YAMLMapper();

    private Yaml() {}

    public static Object tree(String text) {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Object resource(String name) {
        try (var in = RuleFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name);
            }
            return MAPPER.readValue(in, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A rule set that ships with the product. */
    public static ScoringRuleSet shipped(String name) {
        return RuleFiles.scoringRules(resource(name)).orThrow();
    }

    /** A rule set that must be free of mistakes. */
    public static ScoringRuleSet rules(String text) {
        return RuleFiles.scoringRules(tree(text)).orThrow();
    }
}
