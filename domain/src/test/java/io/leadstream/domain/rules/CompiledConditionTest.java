// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompiledConditionTest {

    private static final Map<String, Object> FACTS = new HashMap<>();

    static {
        FACTS.put("title", "VP of Sales");
        FACTS.put("employeeCount", 250L);
        FACTS.put("custom.seats", "40");
        FACTS.put("custom.ratio", new BigDecimal("1.50"));
        FACTS.put("custom.trial", true);
        FACTS.put("tags", List.of("Partner", "emea"));
        FACTS.put("count.call", 3);
        FACTS.put("createdAt", Instant.parse("2026-03-01T23:59:59Z"));
        FACTS.put("custom.renewal", "2026-03-20");
        FACTS.put("custom.seen", "2026-03-05T01:00:00+02:00");
        FACTS.put("custom.odd", "2026-99-99");
        FACTS.put("custom.word", "20-odd");
    }

    private static final Facts ON_MARCH_10 = new Facts() {
        @Override
        public @Nullable Object value(String field) {
            return FACTS.get(field);
        }

        @Override
        public long today() {
            return LocalDate.of(2026, 3, 10).toEpochDay();
        }
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            title | EQUALS | vp OF sales | true
            title | EQUALS | VP | false
            title | NOT_EQUALS | VP | true
            title | NOT_EQUALS | VP of Sales | false
            title | CONTAINS | of SALES | true
            title | CONTAINS | marketing | false
            title | STARTS_WITH | vp | true
            title | STARTS_WITH | sales | false
            title | ENDS_WITH | SALES | true
            title | ENDS_WITH | vp | false
            title | IN | CEO;vp of sales | true
            title | IN | CEO;CTO | false
            title | NOT_IN | CEO;CTO | true
            title | NOT_IN | CEO;vp of sales | false
            title | MATCHES | \\bvp\\b | true
            title | MATCHES | ^sales | false
            title | EXISTS | "" | true
            title | NOT_EXISTS | "" | false
            title | GREATER_THAN | 5 | false
            title | WITHIN_DAYS | 5 | false
            phone | EXISTS | "" | false
            phone | NOT_EXISTS | "" | true
            phone | EQUALS | x | false
            phone | NOT_EQUALS | x | false
            phone | NOT_IN | x | false
            employeeCount | EQUALS | 250.0 | true
            employeeCount | EQUALS | many | false
            employeeCount | EQUALS | 251 | false
            employeeCount | GREATER_THAN | 249 | true
            employeeCount | GREATER_THAN | 250 | false
            employeeCount | GREATER_THAN_OR_EQUAL | 250 | true
            employeeCount | GREATER_THAN_OR_EQUAL | 251 | false
            employeeCount | LESS_THAN | 250 | false
            employeeCount | LESS_THAN | 251 | true
            employeeCount | LESS_THAN_OR_EQUAL | 250 | true
            employeeCount | LESS_THAN_OR_EQUAL | 249.9 | false
            employeeCount | BETWEEN | 250;300 | true
            employeeCount | BETWEEN | 200;250 | true
            employeeCount | BETWEEN | 251;300 | false
            employeeCount | BETWEEN | 100;249 | false
            employeeCount | CONTAINS | 25 | true
            count.call | GREATER_THAN | 2 | true
            custom.seats | GREATER_THAN | 9 | true
            custom.seats | EQUALS | 40 | true
            custom.seats | EQUALS | 40.0 | false
            custom.ratio | EQUALS | 1.5 | true
            custom.ratio | CONTAINS | 1.50 | true
            custom.trial | EQUALS | TRUE | true
            custom.trial | EQUALS | false | false
            custom.trial | GREATER_THAN | 1 | false
            custom.word | GREATER_THAN | 1 | false
            tags | EQUALS | partner | true
            tags | EQUALS | part | false
            tags | CONTAINS | EMEA | true
            tags | CONTAINS | eme | false
            tags | STARTS_WITH | part | true
            tags | IN | apac;emea | true
            tags | NOT_EQUALS | partner | false
            tags | NOT_EQUALS | apac | true
            tags | NOT_IN | apac;us | true
            createdAt | WITHIN_DAYS | 9 | true
            createdAt | WITHIN_DAYS | 8 | false
            createdAt | GREATER_THAN | 2026-03-01 | true
            createdAt | LESS_THAN | 2026-03-02T00:00:00Z | true
            createdAt | GREATER_THAN | 2026-03-02 | false
            createdAt | BETWEEN | 2026-03-01;2026-03-31 | true
            createdAt | GREATER_THAN | 7 | false
            custom.renewal | WITHIN_DAYS | 10 | true
            custom.renewal | WITHIN_DAYS | 9 | false
            custom.seen | WITHIN_DAYS | 6 | true
            custom.seen | WITHIN_DAYS | 5 | false
            custom.odd | WITHIN_DAYS | 5 | false
            custom.odd | EXISTS | "" | true
            """)
    void shouldDecideByOperator(String field, Operator operator, String operands, boolean expected) {
        List<String> values = operands.isEmpty() ? List.of() : List.of(operands.split(";"));
        assertThat(CompiledCondition.compile(test(field, operator, values)).matches(ON_MARCH_10))
                .isEqualTo(expected);
    }

    @Test
    void shouldCombineWithAllAnyAndNot() {
        Condition yes = test("title", Operator.EXISTS, List.of());
        Condition no = test("phone", Operator.EXISTS, List.of());
        assertThat(matches(combined(ConditionKind.ALL, yes, yes))).isTrue();
        assertThat(matches(combined(ConditionKind.ALL, yes, no))).isFalse();
        assertThat(matches(combined(ConditionKind.ANY, no, yes))).isTrue();
        assertThat(matches(combined(ConditionKind.ANY, no, no))).isFalse();
        assertThat(matches(combined(ConditionKind.NOT, no))).isTrue();
        assertThat(matches(combined(ConditionKind.NOT, combined(ConditionKind.ALL, yes, yes))))
                .isFalse();
        assertThat(CompiledCondition.compile(null).matches(ON_MARCH_10)).isTrue();
    }

    @Test
    void shouldTellWhatItDependsOn() {
        var plain = CompiledCondition.compile(combined(
                ConditionKind.ANY,
                test("title", Operator.EXISTS, List.of()),
                combined(ConditionKind.NOT, test("count.call", Operator.GREATER_THAN, List.of("1")))));
        assertThat(plain.fields()).containsExactlyInAnyOrder("title", "count.call");
        assertThat(plain.timed()).isFalse();
        assertThat(CompiledCondition.compile(test("createdAt", Operator.WITHIN_DAYS, List.of("1")))
                        .timed())
                .isTrue();
        assertThat(CompiledCondition.compile(test("days_since.call", Operator.LESS_THAN, List.of("1")))
                        .timed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GREATER_THAN,many",
        "BETWEEN,1",
        "BETWEEN,1;x",
        "MATCHES,(",
        "WITHIN_DAYS,soon",
        "WITHIN_DAYS,-1",
        "WITHIN_DAYS,1.5",
        "WITHIN_DAYS,9999999",
        "EXISTS,1",
        "EQUALS,1;2",
        "UNKNOWN,''"
    })
    void shouldRefuseWhatCannotBeCompiled(Operator operator, String operands) {
        List<String> values = operands.isEmpty() ? List.of() : List.of(operands.split(";"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompiledCondition.compile(test("title", operator, values)));
    }

    @Test
    void shouldRefuseABrokenCondition() {
        var withoutField = Condition.newBuilder().setKind(ConditionKind.TEST).build();
        var withoutOperator = Condition.newBuilder()
                .setKind(ConditionKind.TEST)
                .setField("title")
                .build();
        assertThatIllegalArgumentException().isThrownBy(() -> CompiledCondition.compile(withoutField));
        assertThatIllegalArgumentException().isThrownBy(() -> CompiledCondition.compile(withoutOperator));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompiledCondition.compile(
                        Condition.newBuilder().setKind(ConditionKind.UNKNOWN).build()));
        assertThatIllegalArgumentException().isThrownBy(() -> CompiledCondition.compile(combined(ConditionKind.NOT)));
    }

    @ParameterizedTest
    @EnumSource(value = Operator.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void shouldNeverMatchAFieldThatIsLackingUnlessAskedForThat(Operator operator) {
        List<String> values = java.util.Collections.nCopies(Operators.least(operator), "1");
        assertThat(matches(test("phone", operator, values))).isEqualTo(operator == Operator.NOT_EXISTS);
    }

    @Test
    void shouldAnswerInLinearTimeWhateverTheExpression() {
        FACTS.put("custom.long", "a".repeat(20_000) + "!");
        assertThat(matches(test("custom.long", Operator.MATCHES, List.of("^(a+)+$"))))
                .isFalse();
    }

    private static boolean matches(Condition condition) {
        return CompiledCondition.compile(condition).matches(ON_MARCH_10);
    }

    private static Condition test(String field, Operator operator, List<String> values) {
        return Condition.newBuilder()
                .setKind(ConditionKind.TEST)
                .setField(field)
                .setOperator(operator)
                .setValues(values)
                .build();
    }

    private static Condition combined(ConditionKind kind, Condition... children) {
        return Condition.newBuilder()
                .setKind(kind)
                .setChildren(List.of(children))
                .build();
    }
}
