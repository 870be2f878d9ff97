// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.rules.Mistake;
import io.leadstream.domain.rules.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellRuleTest {

    private static final Header HEADER = Header.of(List.of("Id", " Last Word ", "City", "rejected_line", ""));

    @Test
    void shouldMakeValuesWhenColumnsAreGiven() {
        Row row = new Row(HEADER, 5, List.of(" 7 ", "Yes", "Select", "3", "x"));
        assertThat(value("Id", row)).isEqualTo("7");
        assertThat(value("{Id}@x.example", row)).isEqualTo("7@x.example");
        assertThat(value("{Id} in {City}", row)).isNull();
        assertThat(value("City", row)).isNull();
        assertThat(value(Map.of("constant", "{fair}"), row)).isEqualTo("{fair}");
        assertThat(value(Map.of("column", "Last Word", "translate", Map.of("YES", "no")), row))
                .isEqualTo("no");
        assertThat(value(Map.of("column", "Id", "translate", Map.of("1", "one"), "otherwise", "many"), row))
                .isEqualTo("many");
        assertThat(value(Map.of("column", "Id", "translate", Map.of("7", "")), row))
                .isNull();
        assertThat(row.firstLine()).isEqualTo(3);
        assertThat(HEADER.contentNames()).containsExactly("Id", "Last Word", "City");
    }

    @Test
    void shouldHaveTheSameContentWhenOnlyOrderAndReportColumnsDiffer() {
        Header other = Header.of(List.of("City", "rejected_reason", "Last Word", "Id"));
        assertThat(new Row(other, 9, List.of("Rome", "bad", "No", "1")).content())
                .isEqualTo(new Row(HEADER, 2, List.of("1", "No ", "Rome", "", "")).content())
                .isNotEqualTo(new Row(HEADER, 2, List.of("1", "No", "Roma", "", "")).content());
    }

    @Test
    void shouldNameTheMistakeWhenARuleHasTwoSources() {
        List<Mistake> mistakes = new ArrayList<>();
        TreeReader node = TreeReader.root(Map.of("a", Map.of("column", "Id", "constant", "x", "foo", 1)), mistakes);
        assertThat(CellRule.read(node, "a", Set.of())).isNull();
        assertThat(mistakes).extracting(Mistake::path).containsExactlyInAnyOrder("a.foo", "a.column");
    }

    private static @Nullable String value(Object rule, Row row) {
        List<Mistake> mistakes = new ArrayList<>();
        CellRule read = CellRule.read(TreeReader.root(Map.of("a", rule), mistakes), "a", Set.of("select"));
        assertThat(mistakes).isEmpty();
        return read == null ? "no rule" : read.of(row);
    }
}
