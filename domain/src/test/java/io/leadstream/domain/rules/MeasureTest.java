// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import io.leadstream.schemas.rules.ScoringRule;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {

    private static final Map<String, String> PROPERTIES = Map.of(
            "plan", "\"Enterprise\"",
            "seats", "250",
            "trial", "true",
            "renewal", "\"2026-03-20\"",
            "note", "\"  \"",
            "count.call", "3",
            "my plan", "\"x\"");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {field: plan, operator: equals, value: Enterprise} | plan equals "Enterprise"
            {field: plan, operator: EXISTS} | plan exists
            {field: seats, operator: between, value: [5, 10]} | seats between "5" "10"
            {field: plan, operator: in, value: [b, a, b]} | plan in "a" "b"
            {field: my plan, operator: equals, value: 'a"b\\c'} | "my plan" equals "a\\"b\\\\c"
            {all: [{field: b, operator: exists}, {field: a, operator: exists}]} | all(a exists, b exists)
            {any: [{field: b, operator: exists}, {field: b, operator: exists}]} | b exists
            {not: {any: [{field: a, operator: exists}, {field: b, operator: exists}]}} | not(any(a exists, b exists))
            """)
    void shouldSayTheSameOfTheSameCondition(String where, String text) {
        assertThat(new Measure("viewed", where(where)).name()).isEqualTo("viewed{" + text + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {field: plan, operator: equals, value: enterprise} | true
            {field: plan, operator: not_equals, value: enterprise} | false
            {field: plan, operator: contains, value: PRISE} | true
            {field: plan, operator: starts_with, value: enter} | true
            {field: plan, operator: ends_with, value: x} | false
            {field: plan, operator: in, value: [free, enterprise]} | true
            {field: plan, operator: not_in, value: [free, pro]} | true
            {field: plan, operator: matches, value: ^ent} | true
            {field: seats, operator: equals, value: 250.0} | true
            {field: seats, operator: greater_than, value: 250} | false
            {field: seats, operator: greater_than_or_equal, value: 250} | true
            {field: seats, operator: less_than, value: 1000} | true
            {field: seats, operator: less_than_or_equal, value: 9} | false
            {field: seats, operator: between, value: [1, 300]} | true
            {field: trial, operator: equals, value: true} | true
            {field: renewal, operator: within_days, value: 10} | true
            {field: renewal, operator: within_days, value: 9} | false
            {field: note, operator: exists} | false
            {field: gone, operator: not_exists} | true
            {field: gone, operator: not_equals, value: x} | false
            {field: count.call, operator: equals, value: 3} | true
            {not: {field: plan, operator: equals, value: pro}} | true
            {all: [{field: trial, operator: exists}, {field: plan, operator: equals, value: pro}]} | false
            {any: [{field: trial, operator: exists}, {field: plan, operator: equals, value: pro}]} | true
            """)
    void shouldHoldByThePropertiesOfTheActivity(String where, boolean holds) {
        var facts = new PropertyFacts(PROPERTIES, LocalDate.of(2026, 3, 10).toEpochDay());
        assertThat(CompiledCondition.ofProperties(where(where)).matches(facts)).isEqualTo(holds);
    }

    @Test
    void shouldNameWhatARuleLooksAt() {
        ScoringRule rule = Yaml.rules("""
                name: m
                rules:
                - name: Both
                  activity: pricing_viewed
                  where: {field: plan, operator: equals, value: pro}
                  points: 3
                  when:
                    any:
                    - {field: count.call, operator: greater_than, value: 2, where: {field: long, operator: exists}}
                    - {field: count.call, operator: greater_than, value: 9}
                """).getRules().get(0);
        assertThat(Measure.of(rule).stream().map(Measure::name))
                .containsExactlyInAnyOrder("call{long exists}", "pricing_viewed{plan equals \"pro\"}");
        assertThat(CompiledCondition.compile(rule.getCondition()).fields())
                .containsExactlyInAnyOrder("count.call{long exists}", "count.call");
        assertThat(Measure.isConditional("call{long exists}")).isTrue();
        assertThat(Measure.isConditional(Measure.name("call", null))).isFalse();
    }

    @Test
    void shouldRefuseWhatNoFileCouldSay() {
        var exists = new Condition(ConditionKind.TEST, "a", Operator.EXISTS, List.of(), List.of(), null);
        var counting = new Condition(ConditionKind.TEST, "count.x", Operator.EXISTS, List.of(), List.of(), exists);
        var beside = new Condition(ConditionKind.TEST, "title", Operator.EXISTS, List.of(), List.of(), exists);
        assertThatIllegalArgumentException().isThrownBy(() -> CompiledCondition.ofProperties(counting));
        assertThatIllegalArgumentException().isThrownBy(() -> CompiledCondition.compile(beside));
        for (var unusable : List.of(
                new Condition(ConditionKind.UNKNOWN, null, null, List.of(), List.of(), null),
                new Condition(ConditionKind.TEST, "a", null, List.of(), List.of(), null),
                new Condition(ConditionKind.TEST, null, Operator.EXISTS, List.of(), List.of(), null))) {
            assertThatIllegalArgumentException().isThrownBy(() -> ConditionText.of(unusable));
        }
        var rule = Yaml.rules("{name: m, rules: [{name: T, field: title, operator: exists, points: 1}]}")
                .getRules()
                .get(0);
        rule.setWhere(exists);
        assertThatIllegalArgumentException().isThrownBy(() -> Measure.of(rule));
    }

    private static Condition where(String where) {
        return Yaml.rules("{name: m, rules: [{name: A, activity: viewed, points: 1, where: " + where + "}]}")
                .getRules()
                .get(0)
                .getWhere();
    }
}
