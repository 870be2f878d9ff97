// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether one condition holds wherever another does. Says yes only where that is certain. */
final class Implication {

    private Implication() {}

    /** True when {@code then} certainly holds for every lead for which {@code when} holds. */
    static boolean holds(@Nullable Condition when, @Nullable Condition then) {
        if (then == null || then.equals(when)) {
            return true;
        }
        if (when == null) {
            return false;
        }
        if (when.getKind() == ConditionKind.ALL && when.getChildren().stream().anyMatch(child -> holds(child, then))) {
            return true;
        }
        if (then.getKind() == ConditionKind.ANY && then.getChildren().stream().anyMatch(child -> holds(when, child))) {
            return true;
        }
        return when.getField() != null
                && when.getField().equals(then.getField())
                && Objects.equals(when.getWhere(), then.getWhere())
                && ofTests(when, then);
    }

    private static boolean ofTests(Condition when, Condition then) {
        if (then.getOperator() == Operator.EXISTS) {
            return when.getOperator() != Operator.NOT_EXISTS;
        }
        Span narrow = Span.of(when);
        Span wide = Span.of(then);
        if (narrow != null && wide != null) {
            return wide.contains(narrow);
        }
        return isChoice(when) && isChoice(then) && folded(then.getValues()).containsAll(folded(when.getValues()));
    }

    private static boolean isChoice(Condition test) {
        return test.getOperator() == Operator.EQUALS || test.getOperator() == Operator.IN;
    }

    private static List<String> folded(List<String> values) {
        return values.stream().map(Values::fold).collect(Collectors.toList());
    }

    /** Numbers from one end to the other; an absent end is open to infinity. */
    private record Span(
            @Nullable BigDecimal low,
            boolean lowIn,
            @Nullable BigDecimal high,
            boolean highIn) {

        static @Nullable Span of(Condition test) {
            List<BigDecimal> ends = test.getValues().stream()
                    .map(value -> Operand.of(value).number())
                    .toList();
            Operator operator = test.getOperator();
            if (operator == null || ends.isEmpty() || ends.contains(null)) {
                return null;
            }
            BigDecimal end = ends.get(0);
            return switch (operator) {
                case GREATER_THAN -> new Span(end, false, null, false);
                case GREATER_THAN_OR_EQUAL -> new Span(end, true, null, false);
                case LESS_THAN -> new Span(null, false, end, false);
                case LESS_THAN_OR_EQUAL -> new Span(null, false, end, true);
                case BETWEEN -> new Span(end, true, ends.get(1), true);
                default -> null;
            };
        }

        boolean contains(Span other) {
            return startsBefore(other) && endsAfter(other);
        }

        private boolean startsBefore(Span other) {
            if (low == null || other.low == null) {
                return low == null;
            }
            int order = low.compareTo(other.low);
            return order < 0 || (order == 0 && (lowIn || !other.lowIn));
        }

        private boolean endsAfter(Span other) {
            if (high == null || other.high == null) {
                return high == null;
            }
            int order = high.compareTo(other.high);
            return order > 0 || (order == 0 && (highIn || !other.highIn));
        }
    }
}
