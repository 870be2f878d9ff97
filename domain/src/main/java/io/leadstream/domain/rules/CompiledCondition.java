// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A condition made ready to be matched often: operands are parsed, folded and compiled once. */
public final class CompiledCondition {

    private final Predicate<Facts> test;
    private final Set<String> fields;
    private final List<Measure> measures;
    private final List<TimedTest> timed;

    private CompiledCondition(
            Predicate<Facts> test, Set<String> fields, List<Measure> measures, List<TimedTest> timed) {
        this.test = test;
        this.fields = fields;
        this.measures = measures;
        this.timed = timed;
    }

    /**
     * Compiles a condition; an absent one always matches.
     *
     * @throws IllegalArgumentException for what {@link ConditionReader} would have named as a mistake
     */
    public static CompiledCondition compile(@Nullable Condition condition) {
        if (condition == null) {
            return new CompiledCondition(facts -> true, Set.of(), List.of(), List.of());
        }
        var scan = new Scan();
        Predicate<Facts> test = scan.node(condition);
        return new CompiledCondition(
                test, Set.copyOf(scan.fields), List.copyOf(scan.measures), List.copyOf(scan.timed));
    }

    /**
     * Compiles a condition over the properties of an activity.
     *
     * @throws IllegalArgumentException when it can't be used, also when it looks at counts itself
     */
    public static CompiledCondition ofProperties(Condition where) {
        CompiledCondition compiled = compile(where);
        if (!compiled.measures.isEmpty()) {
            throw new IllegalArgumentException("'where' within 'where'");
        }
        return compiled;
    }

    /** Whether the condition holds for these facts. */
    public boolean matches(Facts facts) {
        return test.test(facts);
    }

    /** Every field that the condition may ask for; counts with the name of their measure. */
    public Set<String> fields() {
        return fields;
    }

    /** The measures with a condition that it looks at. */
    public List<Measure> measures() {
        return measures;
    }

    /** Whether the answer may change by time alone. */
    public boolean timed() {
        return !timed.isEmpty();
    }

    /** First UTC day after today on which the answer may be another by time alone; {@link TimedTest#NEVER} without one. */
    public long nextFlip(Facts facts) {
        long next = TimedTest.NEVER;
        for (TimedTest each : timed) {
            next = Math.min(next, each.nextFlip(facts));
        }
        return next;
    }

    /** Walks a condition once, compiles it and notes what it depends on. */
    private static final class Scan {

        private final Set<String> fields = new LinkedHashSet<>();
        private final List<Measure> measures = new ArrayList<>();
        private final List<TimedTest> timed = new ArrayList<>();

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
            Operator operator = condition.getOperator();
            if (condition.getField() == null || operator == null) {
                throw new IllegalArgumentException("a test without field or operator");
            }
            String field = measured(condition.getField(), condition.getWhere());
            fields.add(field);
            ValueTest valueTest = Operators.compile(operator, condition.getValues());
            if (TimedTest.isTimed(field, operator)) {
                timed.add(new TimedTest(field, operator, condition.getValues()));
            }
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

        /** The field of a test, with the measure in place of the type when it looks at some of the activities only. */
        private String measured(String field, @Nullable Condition where) {
            if (where == null) {
                return field;
            }
            String type = Measure.typeOf(field);
            if (type == null) {
                throw new IllegalArgumentException("'where' beside '" + field + "', which counts no activities");
            }
            ofProperties(where);
            var measure = new Measure(type, where);
            measures.add(measure);
            return field.substring(0, field.length() - type.length()) + measure.name();
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
