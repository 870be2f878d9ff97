// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A condition made ready to be matched often: operands are parsed, folded and compiled once. */
public final class CompiledCondition {

    private static final String RECENCY = "days_since.";

    private final Predicate<Facts> test;
    private final Set<String> fields;
    private final boolean timed;

    private CompiledCondition(Predicate<Facts> test, Set<String> fields, boolean timed) {
        this.test = test;
        this.fields = fields;
        this.timed = timed;
    }

    /**
     * Compiles a condition; an absent one always matches.
     *
     * @throws IllegalArgumentException for what {@link ConditionReader} would have named as a mistake
     */
    public static CompiledCondition compile(@Nullable Condition condition) {
        if (condition == null) {
            return new CompiledCondition(facts -> true, Set.of(), false);
        }
        var scan = new Scan();
        Predicate<Facts> test = scan.node(condition);
        return new CompiledCondition(test, Set.copyOf(scan.fields), scan.timed);
    }

    /** Whether the condition holds for these facts. */
    public boolean matches(Facts facts) {
        return test.test(facts);
    }

    /** Every field that the condition may ask for. */
    public Set<String> fields() {
        return fields;
    }

    /** Whether the answer may change by time alone. */
    public boolean timed() {
        return timed;
    }

    /** Walks a condition once, compiles it and notes what it depends on. */
    private static final class Scan {

        private final Set<String> fields = new LinkedHashSet<>();
        private boolean timed;

        Predicate<Facts> node(Condition condition) {
            return switch (condition.getKind()) {
                case TEST -> test(condition);
                case ALL -> all(children(condition));
                case ANY -> any(children(condition));
                case NOT -> not(condition);
                case UNKNOWN -> throw new IllegalArgumentException("a condition of unknown kind");
            };
        }

        private List<Predicate<Facts>> children(Condition condition) {
            return condition.getChildren().stream().map(this::node).toList();
        }

        private Predicate<Facts> not(Condition condition) {
            if (condition.getChildren().size() != 1) {
                throw new IllegalArgumentException(ConditionKind.NOT + " takes one condition");
            }
            return node(condition.getChildren().get(0)).negate();
        }

        private Predicate<Facts> test(Condition condition) {
            String field = condition.getField();
            Operator operator = condition.getOperator();
            if (field == null || operator == null) {
                throw new IllegalArgumentException("a test without field or operator");
            }
            fields.add(field);
            timed |= operator == Operator.WITHIN_DAYS || field.startsWith(RECENCY);
            ValueTest valueTest = Operators.compile(operator, condition.getValues());
            return switch (operator) {
                case EXISTS -> facts -> facts.value(field) != null;
                case NOT_EXISTS -> facts -> facts.value(field) == null;
                default ->
                    facts -> {
                        Object value = facts.value(field);
                        return value != null && valueTest.holds(value, facts.today());
                    };
            };
        }

        private static Predicate<Facts> all(List<Predicate<Facts>> children) {
            return facts -> {
                for (var child : children) {
                    if (!child.test(facts)) {
                        return false;
                    }
                }
                return true;
            };
        }

        private static Predicate<Facts> any(List<Predicate<Facts>> children) {
            return facts -> {
                for (var child : children) {
                    if (child.test(facts)) {
                        return true;
                    }
                }
                return false;
            };
        }
    }
}
