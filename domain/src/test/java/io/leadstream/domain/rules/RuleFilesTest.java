// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {RuleFiles.DEFAULT_SCORING_RULES, RuleFiles.THRESHOLD_SCORECARD})
    void shouldReadTheShippedModels(String resource) {
        var parsed = RuleFiles.scoringRules(Yaml.resource(resource));
        assertThat(parsed.mistakes()).isEmpty();
        var rules = parsed.orThrow();
        assertThat(rules.getQualifyAt()).isEqualTo(80);
        assertThat(rules.getSalesAt()).isEqualTo(70);
        assertThat(rules.getDailyHitLimit()).isEqualTo(20);
        assertThat(rules.getContentHash()).hasSize(64);
    }

    @Test
    void shouldHashContentAndNothingElse() {
        var one = Yaml.rules("{name: a, rules: [{name: Call, activity: call, points: 3}]}");
        var same = Yaml.rules("name: a\nrules:\n- points: 3\n  activity: call\n  name: Call\n");
        var other = Yaml.rules("{name: a, rules: [{name: Call, activity: call, points: 4}]}");
        assertThat(same.getContentHash()).isEqualTo(one.getContentHash());
        assertThat(other.getContentHash()).isNotEqualTo(one.getContentHash());
    }

    @Test
    void shouldReadEveryKeyOfARule() {
        ScoringRule rule = onlyRule("""
                {id: call-1, name: Call, category: Behavioral, activity: call, points: -3, active: "false",
                 group: talks, cap: 9, halfLife: 30, field: title, operator: EXISTS}
                """);
        assertThat(rule.getId()).isEqualTo("call-1");
        assertThat(rule.getCategory()).isEqualTo("behavioural");
        assertThat(rule.getActivityType()).isEqualTo("call");
        assertThat(rule.getPoints()).isEqualTo(-3);
        assertThat(rule.getActive()).isFalse();
        assertThat(rule.getGroup()).isEqualTo("talks");
        assertThat(rule.getCap()).isEqualTo(9);
        assertThat(rule.getHalfLifeDays()).isEqualTo(30);
        assertThat(rule.getCondition().getOperator()).isEqualTo(Operator.EXISTS);
    }

    @Test
    void shouldReadTheTableShape() {
        ScoringRule rule =
                onlyRule("{name: 'E-mail opened!', field: activity, operator: equals, value: email_opened, points: 2}");
        assertThat(rule.getId()).isEqualTo("e-mail-opened");
        assertThat(rule.getActivityType()).isEqualTo("email_opened");
        assertThat(rule.getCondition()).isNull();
        assertThat(rule.getCategory()).isEqualTo("behavioural");
        assertThat(rule.getActive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Überzeugt — ja, uberzeugt-ja",
        "ÇA VA, ca-va",
        "王さま, rule-67a61fd2",
        "!!!, rule-6dd07555",
    })
    void shouldMakeAnIdOfAnyName(String name, String id) {
        assertThat(onlyRule("{name: '" + name + "', activity: call, points: 2}").getId())
                .isEqualTo(id);
    }

    @Test
    void shouldReadNestedConditions() {
        Condition condition = onlyRule("""
                        name: Nested
                        points: 1
                        when:
                          all:
                            - {field: title, operator: in, value: [CEO, CTO]}
                            - any:
                                - {field: employeeCount, operator: between, value: [10, 20]}
                                - not: {field: tags, operator: contains, value: student}
                        """).getCondition();
        assertThat(condition.getKind()).isEqualTo(ConditionKind.ALL);
        assertThat(condition.getChildren().get(0).getValues()).containsExactly("CEO", "CTO");
        assertThat(condition.getChildren().get(1).getKind()).isEqualTo(ConditionKind.ANY);
        assertThat(condition.getChildren().get(1).getChildren().get(1).getKind())
                .isEqualTo(ConditionKind.NOT);
    }

    @ParameterizedTest
    @CsvSource({
        "title,demographic",
        "industry,firmographic",
        "count.call,behavioural",
        "days_since.call,behavioural",
    })
    void shouldInferTheCategory(String field, String category) {
        String operator = field.contains(".") ? "greater_than, value: 1" : "exists";
        assertThat(onlyRule("{name: R, points: 1, field: " + field + ", operator: " + operator + "}")
                        .getCategory())
                .isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {name: R, points: 1} | rules[0] | does not say when | add 'activity'
            {points: 1, activity: call} | rules[0].name | missing | name:
            {name: R, activity: call} | rules[0].points | missing | points
            {name: R, activity: call, points: lots} | rules[0].points | 'lots' | whole number from -1000 to 1000
            {name: R, activity: call, points: 5000} | rules[0].points | '5000' | whole number
            {name: R, activity: call, points: 1, cap: -10} | rules[0].cap | no sign | write 10 instead
            {name: R, activity: call, points: 1, cap: 0} | rules[0].cap | '0' | whole number from 1
            {name: R, activity: call, points: 1, pionts: 1} | rules[0].pionts | unknown key | 'points'
            {name: R, activity: call, points: 1, zzzzzzzz: 1} | rules[0].zzzzzzzz | unknown key | known are
            {name: R, activity: call, points: 1, active: perhaps} | rules[0].active | neither | true or false
            {name: R, activity: call, points: 1, category: dull} | rules[0].category | 'dull' | demographic
            {name: R, activity: call, points: 1, id: "A b"} | rules[0].id | 'A b' | a-z
            {name: R, activity: call, points: 1, id: manual} | rules[0].id | reserved | another
            {name: R, activity: [call], points: 1} | rules[0].activity | list or mapping | one value
            {name: R, field: title, operator: exists, points: 1, halfLife: 3} | rules[0].halfLife | fade | activity
            {name: R, field: titel, operator: exists, points: 1} | rules[0].field | 'titel' | did you mean title
            {name: R, field: qqqqqqqqqq, operator: exists, points: 1} | rules[0].field | unknown field | known are
            {name: R, field: custom., operator: exists, points: 1} | rules[0].field | unknown field | custom.<name>
            {name: R, field: score, operator: exists, points: 1} | rules[0].field | unknown field | source
            {name: R, operator: exists, points: 1} | rules[0].field | missing | field:
            {name: R, field: title, points: 1} | rules[0].operator | missing | operator:
            {name: R, field: title, operator: contians, value: x, points: 1} | rules[0].operator | 'contians' | contains?
            {name: R, field: title, operator: qqqqqqqqqqq, value: x, points: 1} | rules[0].operator | unknown | known are
            {name: R, field: createdAt, operator: contains, value: x, points: 1} | rules[0].operator | a date | another
            {name: R, field: title, operator: equals, points: 1} | rules[0].value | 0 values | one value
            {name: R, field: title, operator: exists, value: x, points: 1} | rules[0].value | 1 values | leave
            {name: R, field: title, operator: in, points: 1} | rules[0].value | 0 values | list
            {name: R, field: employeeCount, operator: between, value: 1, points: 1} | rules[0].value | 1 values | two
            {name: R, field: title, operator: equals, value: [[x]], points: 1} | rules[0].value | nested | texts
            {name: R, field: title, operator: matches, value: "(", points: 1} | rules[0].value | regular | RE2
            {name: R, field: title, operator: matches, value: "(?=x)", points: 1} | rules[0].value | regular | look-around
            {name: R, field: createdAt, operator: within_days, value: -1, points: 1} | rules[0].value | no number of days | whole number
            {name: R, field: custom.x, operator: less_than, value: soon, points: 1} | rules[0].value | neither a number | a date such
            {name: R, field: employeeCount, operator: equals, value: lots, points: 1} | rules[0].value | 'lots' is not a number | plain number
            {name: R, field: employeeCount, operator: in, value: [5, many], points: 1} | rules[0].value | is not a number | plain number
            {name: R, field: createdAt, operator: less_than, value: 5, points: 1} | rules[0].value | '5' is not a date | 2026-11-03
            {name: R, field: chat, operator: equals, value: yes please, points: 1} | rules[0].value | not true or false | write true
            {name: R, field: employeeCount, operator: between, value: [20, 10], points: 1} | rules[0].value | lower end '20' is above | lower end first
            {name: R, field: custom.x, operator: between, value: [20, 10], points: 1} | rules[0].value | lower end '20' is above | lower end first
            {name: R, field: custom.x, operator: between, value: [20, 2026-11-03], points: 1} | rules[0].value | one kind | both as dates
            {name: R, field: title, operator: exists, when: {}, points: 1} | rules[0].when | both | into 'when'
            {name: R, when: 3, points: 1} | rules[0].when | no mapping | keys
            {name: R, when: {all: []}, points: 1} | rules[0].when.all | no condition | at least one
            {name: R, when: {all: 3}, points: 1} | rules[0].when.all | no list | '- '
            {name: R, when: {any: [3]}, points: 1} | rules[0].when.any[0] | no mapping | keys
            {name: R, when: {not: 3}, points: 1} | rules[0].when.not | no mapping | keys
            {name: R, when: {all: [], any: []}, points: 1} | rules[0].when | one of | exactly one
            {name: R, when: {not: {field: titel, operator: exists}}, points: 1} | rules[0].when.not.field | titel | title
            {name: R, field: activity, operator: contains, value: x, points: 1} | rules[0].operator | equals | equals
            {name: R, activity: "x\\ny", points: 1} | rules[0].activity | does not fit | 1 to 100
            {name: R, activity: "a{b}", points: 1} | rules[0].activity | does not fit | without {
            {name: R, activity: call, where: 3, points: 1} | rules[0].where | no mapping | keys
            {name: R, activity: call, where: {field: plan, operator: equlas, value: x}, points: 1} | rules[0].where.operator | 'equlas' | equals?
            {name: R, activity: call, where: {any: [{field: plan, operator: between, value: x}]}, points: 1} | rules[0].where.any[0].value | 1 values | two
            {name: R, activity: call, where: {not: {field: a, operator: exists, where: {}}}, points: 1} | rules[0].where.not.where | unknown key | known are
            {name: R, activity: call, where: {field: a, operator: matches, value: "("}, points: 1} | rules[0].where.value | regular | RE2
            {name: R, when: {field: title, operator: exists}, where: {field: a, operator: exists}, points: 1} | rules[0].where | no activities | 'activity'
            {name: R, field: title, operator: exists, where: {field: a, operator: exists}, points: 1} | rules[0].where | counts no activities | count.<type>
            {name: R, when: {not: {field: title, operator: exists}, where: {}}, points: 1} | rules[0].when.where | belongs to a test | count.<type>
            {name: R, field: "count.a{b exists}", operator: exists, points: 1} | rules[0].field | does not fit | 'where'
            {name: R, field: count.call, operator: equals, value: 1, where: {field: a}, points: 1} | rules[0].where.operator | missing | operator:
            """)
    void shouldNameMistakes(String rule, String path, String problem, String fix) {
        List<Mistake> mistakes = mistakesOf("{name: n, rules: [" + rule + "]}");
        assertThat(mistakes).anySatisfy(mistake -> {
            assertThat(mistake.path()).isEqualTo(path);
            assertThat(mistake.problem()).contains(problem);
            assertThat(mistake.fix()).contains(fix);
        });
    }

    @Test
    void shouldNameMistakesOfTheFile() {
        assertThat(mistakesOf("[]")).anyMatch(mistake -> mistake.path().equals("file"));
        assertThat(mistakesOf("{rules: []}")).extracting(Mistake::path).containsExactlyInAnyOrder("rules", "name");
        assertThat(mistakesOf("{name: n, salesAt: 101, rules: {}}"))
                .extracting(Mistake::path)
                .contains("rules", "salesAt");
        assertThat(mistakesOf(
                        "{name: n, rules: [{name: A, activity: a, points: 1}, {name: A, activity: b, points: 1}]}"))
                .singleElement()
                .hasToString("rules[1].id: 'a' is used twice; give each rule its own id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            field: employeeCount, operator: greater_than, value: 10 | field: employeeCount, operator: greater_than, value: 100
            field: employeeCount, operator: greater_than_or_equal, value: 10 | field: employeeCount, operator: greater_than, value: 10
            field: employeeCount, operator: less_than_or_equal, value: 9 | field: employeeCount, operator: less_than, value: 9
            field: employeeCount, operator: greater_than, value: 1 | field: employeeCount, operator: between, value: [2, 3]
            field: employeeCount, operator: between, value: [2, 5] | field: employeeCount, operator: between, value: [2, 5.0]
            field: title, operator: exists | field: title, operator: contains, value: x
            field: title, operator: in, value: [A, b, c] | field: title, operator: equals, value: B
            field: title, operator: contains, value: x | field: title, operator: contains, value: x
            when: {any: [{field: title, operator: exists}, {field: tags, operator: exists}]} | field: tags, operator: contains, value: x
            field: title, operator: exists | when: {all: [{field: tags, operator: exists}, {field: title, operator: exists}]}
            """)
    void shouldNameAStepOfALadderThatNeverCounts(String first, String second) {
        assertThat(mistakesOf(ladder(first, second)))
                .singleElement()
                .hasToString(
                        "rules[1]: the rule never counts: wherever it matches, 'first' before it in group 'g' does too;"
                                + " put the stricter rule first");
        assertThat(Yaml.rules(ladder(first + ", active: false", second)).getRules())
                .hasSize(2);
        assertThat(Yaml.rules(ladder(first, second + ", active: false")).getRules())
                .hasSize(2);
        assertThat(Yaml.rules(ladder(first + ", activity: call", second)).getRules())
                .as("points of activities need a hit")
                .hasSize(2);
        assertThat(Yaml.rules(ladder(first, second).replaceFirst("group: g", "group: h"))
                        .getRules())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            field: employeeCount, operator: greater_than, value: 100 | field: employeeCount, operator: greater_than, value: 10
            field: employeeCount, operator: greater_than, value: 10 | field: employeeCount, operator: greater_than_or_equal, value: 10
            field: employeeCount, operator: less_than, value: 9 | field: employeeCount, operator: less_than_or_equal, value: 9
            field: employeeCount, operator: less_than, value: 9 | field: employeeCount, operator: greater_than, value: 1
            field: employeeCount, operator: between, value: [2, 3] | field: employeeCount, operator: greater_than, value: 1
            field: employeeCount, operator: greater_than, value: 1 | field: annualRevenue, operator: greater_than, value: 2
            field: employeeCount, operator: greater_than, value: 1 | field: employeeCount, operator: not_equals, value: 5
            field: title, operator: exists | field: title, operator: not_exists
            field: title, operator: contains, value: x | field: title, operator: contains, value: xy
            field: title, operator: in, value: [A, b] | field: title, operator: in, value: [b, c]
            field: createdAt, operator: less_than, value: 2026-01-01 | field: createdAt, operator: less_than, value: 2025-01-01
            when: {all: [{field: title, operator: exists}, {field: tags, operator: exists}]} | field: tags, operator: contains, value: x
            field: title, operator: exists | activity: call
            field: title, operator: exists | when: {not: {field: title, operator: exists}}
            """)
    void shouldLetEveryStepPassThatMayCount(String first, String second) {
        assertThat(Yaml.rules(ladder(first, second)).getRules()).hasSize(2);
    }

    private static String ladder(String first, String second) {
        return "{name: n, rules: [{name: First, group: g, points: 1, " + first
                + "}, {name: Second, group: g, points: 2, " + second + "}]}";
    }

    @Test
    void shouldAdviseWhatIsSeldomMeant() {
        assertThat(RuleAdvice.of(Yaml.rules("""
                        name: n
                        qualifyAt: 60
                        salesAt: 70
                        rules:
                          - {name: A, group: employees, activity: call, points: 1}
                          - {name: B, group: employees, activity: sms, points: 1}
                          - {name: C, group: employes, activity: note, points: 0}
                          - {name: D, group: zzzzzzzzzz, activity: note, points: 5}
                          - {name: E, activity: meeting, points: 0}
                          - {name: F, activity: meeting, points: -9, cap: 5}
                          - {name: G, activity: meeting, points: 9, cap: 9}
                        """)))
                .extracting(Mistake::toString)
                .containsExactly(
                        "salesAt: 70 is above qualifyAt, which sends leads to sales anyway; write at most 60",
                        "rules[2].group: 'employes' is a group of one rule, so it changes nothing; did you mean"
                                + " 'employees'?",
                        "rules[3].group: 'zzzzzzzzzz' is a group of one rule, so it changes nothing; leave 'group' out",
                        "rules[4].points: 0 points change no score; write points, or 'active: false'",
                        "rules[5].cap: the cap is below the points of one hit; write at least 9");
        assertThat(RuleAdvice.of(Yaml.shipped(RuleFiles.DEFAULT_SCORING_RULES))).isEmpty();
    }

    @Test
    void shouldReadWhichActivitiesAreMeant() {
        ScoringRule rule = onlyRule("""
                name: Enterprise pricing
                activity: pricing_viewed
                where: {all: [{field: plan, operator: equals, value: enterprise}, {field: seats, operator: exists}]}
                points: 5
                field: title
                operator: exists
                """);
        assertThat(rule.getWhere().getKind()).isEqualTo(ConditionKind.ALL);
        assertThat(rule.getWhere().getChildren()).hasSize(2);
        assertThat(rule.getCondition().getField()).isEqualTo("title");
        assertThat(rule.getCondition().getWhere()).isNull();
        Condition counted = onlyRule("""
                        name: Often
                        points: 5
                        field: count.pricing_viewed
                        operator: greater_than
                        value: 3
                        where: {field: plan, operator: equals, value: enterprise}
                        """).getCondition();
        assertThat(counted.getWhere().getValues()).containsExactly("enterprise");
        Condition nested = onlyRule("""
                        name: Lately
                        points: 5
                        when:
                          not:
                            field: days_since.pricing_viewed
                            operator: less_than
                            value: 3
                            where: {field: plan, operator: equals, value: enterprise}
                        """).getCondition();
        assertThat(nested.getChildren().get(0).getWhere()).isNotNull();
        assertThat(onlyRule(
                                "{name: T, field: activity, operator: equals, value: call, points: 1, where: {field: long, operator: exists}}")
                        .getWhere())
                .isNotNull();
    }

    @Test
    void shouldNotTakeCountsOfOtherActivitiesForTheSame() {
        Yaml.rules("""
                name: n
                rules:
                - {name: A, group: g, points: 1, field: count.call, operator: greater_than, value: 1, where: {field: a, operator: exists}}
                - {name: B, group: g, points: 2, field: count.call, operator: greater_than, value: 5}
                - {name: C, group: g, points: 3, field: count.call, operator: greater_than, value: 9, where: {field: b, operator: exists}}
                """);
        assertThat(mistakesOf("""
                name: n
                rules:
                - {name: A, group: g, points: 1, field: count.call, operator: greater_than, value: 1, where: {field: a, operator: exists}}
                - {name: B, group: g, points: 2, field: count.call, operator: greater_than, value: 5, where: {field: a, operator: exists}}
                """)).extracting(Mistake::path).containsExactly("rules[1]");
    }

    @Test
    void shouldHashWhichActivitiesAreMeant() {
        var all = Yaml.rules("{name: a, rules: [{name: Call, activity: call, points: 3}]}");
        var some = Yaml.rules(
                "{name: a, rules: [{name: Call, activity: call, points: 3, where: {field: long, operator: exists}}]}");
        assertThat(some.getContentHash()).isNotEqualTo(all.getContentHash());
    }

    @Test
    void shouldBoundWhatEveryLeadHasToKeep() {
        String rule = "{name: R%s, activity: call, points: 1, where: {field: a, operator: equals, value: '%s'}}";
        assertThat(mistakesOf("{name: n, rules: [" + rule.formatted(1, "x".repeat(500)) + "]}"))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.path()).isEqualTo("rules[0].where");
                    assertThat(mistake.problem()).contains("511 characters");
                    assertThat(mistake.fix()).contains("500");
                });
        var rules = new ArrayList<String>();
        for (int i = 0; i <= 50; i++) {
            rules.add(rule.formatted(i, i));
        }
        assertThat(mistakesOf("{name: n, rules: [" + String.join(",", rules) + "]}"))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.problem()).startsWith("51 different 'where'"));
    }

    @Test
    void shouldRefuseBottomlessNesting() {
        String deep = "{not: ".repeat(17) + "{field: title, operator: exists}" + "}".repeat(17);
        assertThat(mistakesOf("{name: n, rules: [{name: R, points: 1, when: " + deep + "}]}"))
                .anyMatch(mistake -> mistake.problem().contains("deep"));
    }

    @Test
    void shouldThrowEveryMistakeWhenAskedForTheValue() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Yaml.rules("{rules: []}"))
                .withMessageContaining("rules: 0 rules")
                .withMessageContaining("name");
    }

    @Test
    void shouldRequireAConditionWhereOneMustBe() {
        var mistakes = new ArrayList<Mistake>();
        var reader = new ConditionReader(RuleFields.assignment());
        assertThat(reader.required(TreeReader.root(Yaml.tree("{name: x}"), mistakes)))
                .isNull();
        assertThat(mistakes).singleElement().extracting(Mistake::path).isEqualTo("when");
        assertThat(reader.required(
                        TreeReader.root(Yaml.tree("{field: score, operator: less_than, value: 5}"), mistakes)))
                .isNotNull();
        assertThat(reader.required(
                        TreeReader.root(Yaml.tree("{when: {field: score, operator: less_than, value: 5}}"), mistakes)))
                .isNotNull();
        assertThat(mistakes).hasSize(1);
    }

    private static ScoringRule onlyRule(String rule) {
        ScoringRuleSet rules =
                Yaml.rules("name: n\nrules:\n- " + rule.strip().indent(2).strip());
        assertThat(rules.getRules()).hasSize(1);
        return rules.getRules().get(0);
    }

    private static List<Mistake> mistakesOf(String yaml) {
        var parsed = RuleFiles.scoringRules(Yaml.tree(yaml));
        assertThat(parsed.value()).isNull();
        return parsed.mistakes();
    }
}
