// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operand in every form in which a value may ask for it.
 *
 * @param text as written
 * @param folded for comparison without case
 * @param number null when the text is no number
 * @param instant null when the text is no date
 */
record Operand(
        String text,
        String folded,
        @Nullable BigDecimal number,
        @Nullable Instant instant) {

    private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(1_000_000);

    static Operand of(String text) {
        return new Operand(text, Values.fold(text), Values.number(text), Values.instant(text));
    }

    boolean isOrdered() {
        return number != null || instant != null;
    }

    boolean isWholeNumber() {
        return number != null
                && number.signum() >= 0
                && number.compareTo(MOST_DAYS) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }

    long wholeNumber() {
        return number == null ? 0 : number.longValue();
    }

    /** Numbers by value, everything else as text without case. */
    boolean isEqualTo(Object value) {
        if (value instanceof Number) {
            return number != null && orderOf(value) == 0;
        }
        return folded.equals(Values.folded(value));
    }

    /** Whether value and operand are both numbers or both dates. */
    boolean isComparableTo(Object value) {
        return (number != null && Values.number(value) != null) || (instant != null && Values.instant(value) != null);
    }

    /** Below 0 when the value is less than the operand; only for what is comparable. */
    int orderOf(Object value) {
        BigDecimal valueNumber = Values.number(value);
        if (number != null && valueNumber != null) {
            return valueNumber.compareTo(number);
        }
        Instant valueInstant = Values.instant(value);
        if (instant != null && valueInstant != null) {
            return valueInstant.compareTo(instant);
        }
        throw new IllegalArgumentException("not comparable");
    }
}
