// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leadstream.domain.rules.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSourceTest {

    private static List<String> mistakes(RuleFormat format, String text) {
        return Publication.SCORING_RULES
                .check(RuleSource.of("rules", format, text, Map.of("name", "n")))
                .mistakes()
                .stream()
                .map(Finding::toString)
                .toList();
    }

    @Test
    void shouldNameEveryMistakeWithItsLine() {
        assertThat(mistakes(RuleFormat.YAML, """
                        name: rules   # with many mistakes
                        qualifyAt: 800
                        rules:
                          - id: a
                            name: Director
                            field: titel
                            operator: contains
                            value: Director
                            points: 10
                          - name: VP
                            field: title
                            operator: matches
                            value: '(vp'
                            pionts: 15
                          - name: Nested
                            points: 1
                            when:
                              all:
                                - {field: title, operator: exists}
                                - field: employeeCount
                                  operator: between
                                  value: [20, 10]
                          - id: a
                            name: Again
                            activity: call
                            points: 1
                            points: 2
                        """))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("line 2: qualifyAt: '800' does not fit"),
                        second -> assertThat(second)
                                .startsWith("line 6: rules[0].field: unknown field 'titel'; did you mean title"),
                        third -> assertThat(third).startsWith("line 10: rules[1].points: 'points' is missing"),
                        fourth -> assertThat(fourth).startsWith("line 13: rules[1].value: '(vp' is no regular"),
                        fifth -> assertThat(fifth)
                                .isEqualTo("line 14: rules[1].pionts: unknown key 'pionts'; did you mean 'points'?"),
                        sixth -> assertThat(sixth).startsWith("line 22: rules[2].when.all[1].value: the lower end"),
                        seventh -> assertThat(seventh).startsWith("line 23: rules[3].id: 'a' is used twice"),
                        eighth -> assertThat(eighth)
                                .isEqualTo("line 27: rules[3].points: 'points' stands twice; remove one of the two"));
    }

    @Test
    void shouldSayWhereATextIsNoYamlOrJsonAtAll() {
        assertThat(mistakes(RuleFormat.YAML, "name: x\nrules:\n  - name: a\n   points: 1\n"))
                .singleElement()
                .asString()
                .startsWith("line 4: file: ");
        assertThat(mistakes(RuleFormat.YAML, "name: x\nrules:\n\t- name: a\n"))
                .singleElement()
                .asString()
                .startsWith("line 3: file: ");
        assertThat(mistakes(RuleFormat.JSON, "{\"name\": \"x\",\n \"rules\": [}"))
                .singleElement()
                .asString()
                .startsWith("line 2: file: ");
        assertThat(mistakes(RuleFormat.YAML, "")).anyMatch(mistake -> mistake.startsWith("line 1: file: it holds"));
        assertThat(mistakes(RuleFormat.YAML, "name: x\n---\nname: y\n"))
                .anyMatch(mistake -> mistake.contains("second document"));
        assertThat(mistakes(RuleFormat.YAML, "name: &n x\nrules: *n\n"))
                .anyMatch(mistake -> mistake.startsWith("line 2: rules: an alias (*n)"));
    }

    @Test
    void shouldReadTheTableShapeWithItsLines() {
        String table = """
                name,field,operator,value,points,active
                Director,title,contains,Director,10,true
                "Target
                industry",industry,in,Technology|Finance,10,TRUE
                Open,activity,equals,email_opened,2,f
                """;
        var checked = Publication.SCORING_RULES.check(
                RuleSource.of("t", RuleFormat.CSV, table, Map.of("name", "table", "qualifyAt", "75")));
        assertThat(checked.mistakes()).isEmpty();
        assertThat(checked.value()).isNotNull().satisfies(set -> {
            assertThat(set.getQualifyAt()).isEqualTo(75);
            assertThat(set.getRules()).hasSize(3);
            assertThat(set.getRules().get(1).getCondition().getValues()).containsExactly("Technology", "Finance");
            assertThat(set.getRules().get(2).getActivityType()).isEqualTo("email_opened");
            assertThat(set.getRules().get(2).getActive()).isFalse();
        });
        assertThat(mistakes(RuleFormat.CSV, table.replace("email_opened,2", "email_opened,two")))
                .singleElement()
                .asString()
                .startsWith("line 5: rules[2].points: 'two' does not fit");
        assertThat(mistakes(RuleFormat.CSV, "name,field,operator,value,points,pints\n"))
                .anyMatch(mistake -> mistake.contains("column 'active' is missing"))
                .anyMatch(mistake -> mistake.contains("unknown column 'pints'"));
        assertThat(mistakes(RuleFormat.CSV, table.replace("Director,10", "Director,1,0")))
                .anyMatch(mistake -> mistake.startsWith("line 2: rules[0]: 7 cells for 6 columns"));
        assertThat(mistakes(RuleFormat.CSV, "")).singleElement().asString().contains("there is no rule");
    }

    @Test
    void shouldReadRowsOfARulesTableAsJson() {
        var checked = Publication.SCORING_RULES.check(RuleSource.of("t", RuleFormat.JSON, """
                [{"name": "Big", "field": "employeeCount", "operator": "greater_than", "value": 1000, "points": 15,
                  "active": true, "half_life": null},
                 {"name": "Open", "field": "activity", "operator": "equals", "value": "email_opened", "points": 2,
                  "active": 0, "half_life": 30}]
                """, Map.of("name", "rows")));
        assertThat(checked.mistakes()).isEmpty();
        assertThat(checked.value()).isNotNull().satisfies(set -> {
            assertThat(set.getName()).isEqualTo("rows");
            assertThat(set.getRules().get(0).getCondition().getValues()).containsExactly("1000");
            assertThat(set.getRules().get(1).getActive()).isFalse();
            assertThat(set.getRules().get(1).getHalfLifeDays()).isEqualTo(30);
        });
        assertThat(mistakes(
                        RuleFormat.JSON,
                        "[{\"name\": \"A\", \"field\": \"titel\",\n\"operator\": \"exists\"," + " \"points\": 1}]"))
                .singleElement()
                .asString()
                .startsWith("line 1: rules[0].field: unknown field 'titel'");
    }

    @Test
    void shouldFindNoMistakeInWhatShips() {
        for (var resource : List.of(RuleFiles.DEFAULT_SCORING_RULES, RuleFiles.THRESHOLD_SCORECARD)) {
            var checked = Publication.SCORING_RULES.check(RuleSource.ofResource(resource));
            assertThat(checked.mistakes()).isEmpty();
            assertThat(checked.advice()).isEmpty();
        }
    }

    @Test
    void shouldSayWhyAFileCannotBeRead(@TempDir Path folder) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleSource.ofFile(folder.resolve("none.yaml"), Map.of()))
                .withMessageStartingWith("there is no file");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'n', ':', ' ', (byte) 0xE4});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleSource.ofFile(latin, Map.of()))
                .withMessageEndingWith("is not in UTF-8");
    }
}
