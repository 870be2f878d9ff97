// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Readings of a field's value. */
final class Values {

    private static final int MOST_DIGITS = 40;
    private static final long DAY_SECONDS = 86_400;

    private Values() {}

    /** The form in which texts compare. */
    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String folded(Object value) {
        return fold(text(value));
    }

    static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** The value as a number, also when a form sent it as text; null when it is none. */
    static @Nullable BigDecimal number(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Long || value instanceof Integer) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        return value instanceof String text ? parsed(text) : null;
    }

    private static @Nullable BigDecimal parsed(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !looksNumeric(digits)) {
            return null;
        }
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Plain decimals only: an exponent would let a short text stand for a number of any size. */
    private static boolean looksNumeric(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+') {
                return false;
            }
        }
        return true;
    }

    /** The value as a time: an instant, an ISO date (its start in UTC) or an ISO date and time with offset; else null. */
    static @Nullable Instant instant(Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (!(value instanceof String text) || text.length() < 10 || text.charAt(4) != '-') {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The UTC day of a time, in days since 1970-01-01; null when the value is no time. */
    static @Nullable Long day(Object value) {
        Instant instant = instant(value);
        return instant == null ? null : Math.floorDiv(instant.getEpochSecond(), DAY_SECONDS);
    }
}
