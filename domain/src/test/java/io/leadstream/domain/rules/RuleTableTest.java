// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.rules.ScoringRuleSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTableTest {

    private static final Map<String, Object> SETTINGS = Map.of("name", "default");

    @ParameterizedTest
    @ValueSource(strings = {RuleFiles.DEFAULT_SCORING_RULES, RuleFiles.THRESHOLD_SCORECARD})
    void shouldLoseNothingOfTheShippedModelsInEitherShape(String resource) {
        ScoringRuleSet set = Yaml.shipped(resource);
        assertThat(RuleFiles.scoringRules(RuleTree.of(set)).orThrow()).isEqualTo(set);
        ScoringRuleSet again = RuleFiles.scoringRules(RuleTable.tree(
                        Map.of("name", set.getName()), RuleTable.rows(set).orThrow()))
                .orThrow();
        assertThat(again).isEqualTo(set);
    }

    @Test
    void shouldLoseNothingThatTheShapesCanHold() {
        ScoringRuleSet set = Yaml.rules("""
                name: default
                rules:
                  - {name: Bars, field: industry, operator: in, value: ['a|b', 'c\\d', e], points: 3}
                  - {name: Between, field: employeeCount, operator: between, value: [10, 20.50], points: -3}
                  - {name: Zeros, field: phone, operator: starts_with, value: '007', points: 1}
                  - {name: Minus, field: custom.x, operator: equals, value: '-0', points: 1}
                  - {name: Flag, field: chat, operator: equals, value: true, points: 1, active: false}
                  - {name: Regex, field: title, operator: matches, value: '\\b(a|b)\\b', points: 1}
                  - {name: There, id: there-it-is, field: title, operator: exists, points: 1}
                  - {name: Calls, category: demographic, activity: call, points: 2, cap: 9, halfLife: 30, group: g}
                  - {name: Calls of big ones, field: employeeCount, operator: greater_than, value: 5, activity: call, points: 4}
                """);
        assertThat(RuleFiles.scoringRules(RuleTree.of(set)).orThrow()).isEqualTo(set);
        List<Map<String, String>> rows = RuleTable.rows(set).orThrow();
        assertThat(rows.get(0)).containsEntry("value", "a\\|b|c\\\\d|e");
        assertThat(rows.get(0)).doesNotContainKeys("id", "category", "group", "cap", "half_life", "activity");
        assertThat(RuleFiles.scoringRules(RuleTable.tree(SETTINGS, rows)).orThrow())
                .isEqualTo(set);
    }

    @Test
    void shouldSayWhichRulesATableCannotHold() {
        ScoringRuleSet set = Yaml.rules("""
                name: n
                rules:
                  - {name: Flat, activity: call, points: 1}
                  - name: Nested
                    points: 1
                    when:
                      any:
                        - not: {field: title, operator: exists}
                        - all:
                            - {field: title, operator: contains, value: x}
                            - {field: tags, operator: in, value: [a, b]}
                """);
        assertThat(RuleTable.rows(set).mistakes())
                .singleElement()
                .asString()
                .startsWith("rules[1]: a row can't hold all of rule 'nested'")
                .endsWith("use the YAML form, or split the rule");
        assertThat(RuleFiles.scoringRules(RuleTree.of(set)).orThrow()).isEqualTo(set);
    }

    @Test
    void shouldKeepWhichActivitiesAreMeant() {
        ScoringRuleSet set = Yaml.rules("""
                name: n
                rules:
                  - {name: A, activity: call, points: 1, where: {field: long, operator: equals, value: true}}
                  - {name: B, activity: call, points: 1, field: title, operator: exists, where: {field: long, operator: exists}}
                  - {name: C, points: 1, field: count.call, operator: less_than, value: 2, where: {not: {field: long, operator: exists}}}
                  - name: D
                    activity: call
                    points: 1
                    when: {field: count.call, operator: less_than, value: 2, where: {field: long, operator: exists}}
                """);
        assertThat(RuleFiles.scoringRules(RuleTree.of(set)).orThrow()).isEqualTo(set);
        assertThat(RuleTable.rows(set).mistakes())
                .extracting(Mistake::path)
                .containsExactly("rules[0]", "rules[1]", "rules[2]", "rules[3]");
    }

    @Test
    void shouldReadCellsAsPeopleAndDatabasesWriteThem() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("name", " Big ");
        row.put("field", "employeeCount");
        row.put("operator", "Greater Than");
        row.put("value", "1000");
        row.put("points", "15");
        row.put("active", "T");
        row.put("cap", "");
        var rule = RuleFiles.scoringRules(RuleTable.tree(SETTINGS, List.of(row)))
                .orThrow()
                .getRules()
                .get(0);
        assertThat(rule.getActive()).isTrue();
        assertThat(rule.getName()).isEqualTo("Big");
        assertThat(rule.getCategory()).isEqualTo("firmographic");
        row.put("active", "0");
        assertThat(RuleFiles.scoringRules(RuleTable.tree(SETTINGS, List.of(row)))
                        .orThrow()
                        .getRules()
                        .get(0)
                        .getActive())
                .isFalse();
        row.put("active", "perhaps");
        row.put("halflife", "3");
        row.put("operator", "in");
        row.put("value", "");
        assertThat(RuleFiles.scoringRules(RuleTable.tree(SETTINGS, List.of(row)))
                        .mistakes())
                .extracting(Mistake::path)
                .contains("rules[0].active", "rules[0].halflife", "rules[0].value");
    }
}
