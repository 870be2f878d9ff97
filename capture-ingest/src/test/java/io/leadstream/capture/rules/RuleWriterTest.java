// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.rules.RuleFiles;
import io.leadstream.schemas.rules.ScoringRuleSet;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleWriterTest {

    @ParameterizedTest
    @ValueSource(strings = {RuleFiles.DEFAULT_SCORING_RULES, RuleFiles.THRESHOLD_SCORECARD})
    void shouldComeBackTheSameFromEitherShape(String resource) {
        ScoringRuleSet set = value(Publication.SCORING_RULES.check(RuleSource.ofResource(resource)));
        String yaml = RuleWriter.yaml(set).orThrow();
        String table = RuleWriter.table(set).orThrow();
        assertThat(value(read(RuleFormat.YAML, yaml, Map.of()))).isEqualTo(set);
        assertThat(value(read(RuleFormat.CSV, table, RuleWriter.settings(set)))).isEqualTo(set);
        assertThat(table).startsWith("name,field,operator,value,points,active,id,");
    }

    @Test
    void shouldKeepTextsThatLookLikeSomethingElse() {
        ScoringRuleSet set = value(read(RuleFormat.YAML, """
                name: "yes"
                rules:
                  - {name: "007", field: phone, operator: in, value: ["007", "1e5", "true", "null", "~", "- x", "a: b", "#"], points: 1}
                  - {name: "12:30:45", field: title, operator: matches, value: '\\d+\\.\\d "quoted", too', points: -1}
                  - {name: "many\\nlines, with commas", field: custom.x, operator: equals, value: 2026-11-03, points: 1}
                """, Map.of()));
        assertThat(value(read(RuleFormat.YAML, RuleWriter.yaml(set).orThrow(), Map.of())))
                .isEqualTo(set);
        assertThat(value(read(RuleFormat.CSV, RuleWriter.table(set).orThrow(), RuleWriter.settings(set))))
                .isEqualTo(set);
    }

    @Test
    void shouldSayWhatATableCannotHold() {
        ScoringRuleSet set = value(read(RuleFormat.YAML, """
                name: n
                rules:
                  - {name: Not, points: 1, when: {not: {field: title, operator: exists}}}
                """, Map.of()));
        assertThat(RuleWriter.table(set).value()).isNull();
        assertThat(RuleWriter.table(set).mistakes()).singleElement().asString().contains("rules[0]", "'not'");
    }

    private static Checked<ScoringRuleSet> read(RuleFormat format, String text, Map<String, Object> table) {
        return Publication.SCORING_RULES.check(RuleSource.of("test", format, text, table));
    }

    private static ScoringRuleSet value(Checked<ScoringRuleSet> checked) {
        assertThat(checked.mistakes()).isEmpty();
        return Objects.requireNonNull(checked.value());
    }
}
