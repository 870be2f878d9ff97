// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Operator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * A test whose answer may change as days go by: on the age of something, or of a date's distance.
 *
 * @param field what it asks for
 * @param operator how it compares
 * @param reaches distances in whole days at which the answer may change, each also a day later
 */
record TimedTest(String field, Operator operator, List<Long> reaches) {

    /** No such day. */
    static final long NEVER = Long.MAX_VALUE;

    private static final String RECENCY = "days_since.";

    TimedTest(String field, Operator operator, Iterable<String> operands) {
        this(field, operator, reaches(operands));
    }

    static boolean isTimed(String field, Operator operator) {
        return operator == Operator.WITHIN_DAYS
                || (field.startsWith(RECENCY) && operator != Operator.EXISTS && operator != Operator.NOT_EXISTS);
    }

    private static List<Long> reaches(Iterable<String> operands) {
        Stream.Builder<Long> reaches = Stream.builder();
        for (String operand : operands) {
            BigDecimal number = Operand.of(operand).number();
            if (number != null) {
                reaches.add(number.setScale(0, RoundingMode.FLOOR)
                        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                        .max(BigDecimal.valueOf(Integer.MIN_VALUE))
                        .longValue());
            }
        }
        return reaches.build().toList();
    }

    /** First day after today on which the answer may be another. */
    long nextFlip(Facts facts) {
        Object value = facts.value(field);
        if (value == null) {
            return NEVER;
        }
        long today = facts.today();
        return switch (operator) {
            case WITHIN_DAYS -> {
                Long day = Values.day(value);
                yield day == null
                        ? NEVER
                        : Math.min(flip(day - reaches.get(0) - 1, today), flip(day + reaches.get(0), today));
            }
            case EQUALS,
                    NOT_EQUALS,
                    IN,
                    NOT_IN,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    BETWEEN -> {
                long since = today - ((Number) value).longValue();
                long next = NEVER;
                for (long reach : reaches) {
                    next = Math.min(next, flip(since + reach, today));
                }
                yield next;
            }
            // Of a number as text nothing is known beforehand.
            default -> today + 1;
        };
    }

    /** The first of a day and the one after it that is still to come. */
    private static long flip(long day, long today) {
        return day > today ? day : day + 1 > today ? day + 1 : NEVER;
    }
}
