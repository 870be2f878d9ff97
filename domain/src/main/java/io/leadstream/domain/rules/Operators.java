// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.leadstream.schemas.rules.Operator;
import java.util.List;
import java.util.function.Predicate;

/** What each operator means. A list of texts satisfies a test when one of them does, and a negated test when none does. */
final class Operators {

    private Operators() {}

    /**
     * Makes an operator and its operands ready.
     *
     * @throws IllegalArgumentException when the operands do not fit the operator
     */
    static ValueTest compile(Operator operator, List<String> operands) {
        requireCount(operator, operands.size());
        return switch (operator) {
            case EQUALS -> positive(isOneOf(operands));
            case NOT_EQUALS -> negative(isOneOf(operands));
            case IN -> positive(isOneOf(operands));
            case NOT_IN -> negative(isOneOf(operands));
            case CONTAINS -> contains(operands.get(0));
            case STARTS_WITH -> text(operands.get(0), String::startsWith);
            case ENDS_WITH -> text(operands.get(0), String::endsWith);
            case GREATER_THAN -> ordered(operands.get(0), order -> order > 0);
            case GREATER_THAN_OR_EQUAL -> ordered(operands.get(0), order -> order >= 0);
            case LESS_THAN -> ordered(operands.get(0), order -> order < 0);
            case LESS_THAN_OR_EQUAL -> ordered(operands.get(0), order -> order <= 0);
            case BETWEEN -> between(operands.get(0), operands.get(1));
            case MATCHES -> matches(operands.get(0));
            case WITHIN_DAYS -> withinDays(operands.get(0));
            case EXISTS, NOT_EXISTS -> (value, today) -> true;
            case UNKNOWN -> throw new IllegalArgumentException("an unknown operator");
        };
    }

    /** How many operands an operator takes at least. */
    static int least(Operator operator) {
        return switch (operator) {
            case EXISTS, NOT_EXISTS, UNKNOWN -> 0;
            case BETWEEN -> 2;
            default -> 1;
        };
    }

    /** How many operands an operator takes at most. */
    static int most(Operator operator) {
        return switch (operator) {
            case IN, NOT_IN -> 1_000;
            default -> least(operator);
        };
    }

    private static void requireCount(Operator operator, int count) {
        if (count < least(operator) || count > most(operator)) {
            throw new IllegalArgumentException(operator + " does not take " + count + " operands");
        }
    }

    private static Predicate<Object> isOneOf(List<String> operands) {
        List<Operand> parsed = operands.stream().map(Operand::of).toList();
        return value -> {
            for (Operand operand : parsed) {
                if (operand.isEqualTo(value)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static ValueTest positive(Predicate<Object> test) {
        return (value, today) -> value instanceof List<?> list ? anyOf(list, test) : test.test(value);
    }

    private static ValueTest negative(Predicate<Object> test) {
        return (value, today) -> value instanceof List<?> list ? !anyOf(list, test) : !test.test(value);
    }

    /** A list contains an entry as a whole; a text contains a part. */
    private static ValueTest contains(String operand) {
        Operand whole = Operand.of(operand);
        return (value, today) -> value instanceof List<?> list
                ? anyOf(list, whole::isEqualTo)
                : Values.folded(value).contains(whole.folded());
    }

    private static ValueTest text(String operand, TextTest test) {
        String folded = Values.fold(operand);
        return positive(value -> test.holds(Values.folded(value), folded));
    }

    private static ValueTest ordered(String operand, OrderTest test) {
        Operand bound = ordered(operand);
        return positive(value -> bound.isComparableTo(value) && test.holds(bound.orderOf(value)));
    }

    private static ValueTest between(String low, String high) {
        Operand lowest = ordered(low);
        Operand highest = ordered(high);
        return positive(value -> lowest.isComparableTo(value)
                && highest.isComparableTo(value)
                && lowest.orderOf(value) >= 0
                && highest.orderOf(value) <= 0);
    }

    private static Operand ordered(String text) {
        Operand operand = Operand.of(text);
        if (!operand.isOrdered()) {
            throw new IllegalArgumentException("'" + text + "' is neither a number nor a date");
        }
        return operand;
    }

    private static ValueTest matches(String expression) {
        Pattern pattern = pattern(expression);
        return positive(value -> pattern.matcher(Values.text(value)).find());
    }

    private static Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is no regular expression: " + e.getDescription(), e);
        }
    }

    private static ValueTest withinDays(String operand) {
        Operand days = Operand.of(operand);
        if (!days.isWholeNumber()) {
            throw new IllegalArgumentException("'" + operand + "' is no number of days");
        }
        long most = days.wholeNumber();
        return (value, today) -> {
            Long day = Values.day(value);
            return day != null && Math.abs(today - day) <= most;
        };
    }

    private static boolean anyOf(List<?> list, Predicate<Object> test) {
        for (Object element : list) {
            if (element != null && test.test(element)) {
                return true;
            }
        }
        return false;
    }

    private interface TextTest {
        boolean holds(String value, String operand);
    }

    private interface OrderTest {
        boolean holds(int order);
    }
}
