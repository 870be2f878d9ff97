// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds operands that no value of a field can ever satisfy: a rule with one would be silent for ever. */
final class OperandFit {

    /** What is wrong with an operand, and what would be right. */
    record Misfit(String problem, String fix) {}

    private OperandFit() {}

    /** What is wrong with the operands of a test that compiles; null when nothing is. */
    static @Nullable Misfit misfit(RuleFields.Type type, Operator operator, List<String> values) {
        if (operator == Operator.WITHIN_DAYS) {
            return null;
        }
        for (String value : values) {
            if (!fits(type, Operand.of(value))) {
                return new Misfit("'" + value + "' is not " + type.words(), type.example());
            }
        }
        return operator == Operator.BETWEEN ? crossed(values.get(0), values.get(1)) : null;
    }

    private static boolean fits(RuleFields.Type type, Operand operand) {
        return switch (type) {
            case NUMBER -> operand.number() != null;
            case DATE -> operand.instant() != null;
            case FLAG -> operand.folded().equals("true") || operand.folded().equals("false");
            case TEXT, ANY -> true;
        };
    }

    private static @Nullable Misfit crossed(String low, String high) {
        Operand lowest = Operand.of(low);
        if (!lowest.isComparableTo(high)) {
            return new Misfit("'" + low + "' and '" + high + "' are not of one kind", RuleFields.Type.ANY.example());
        }
        return lowest.orderOf(high) < 0
                ? new Misfit(
                        "the lower end '" + low + "' is above the upper end '" + high + "'",
                        RuleFields.Type.ANY.example())
                : null;
    }
}
