// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened. Nothing happens long after it arrives: a stamp more than {@link #TOLERANCE} ahead is a wrong
 * clock, and counts as the arrival.
 *
 * @param occurredAt what the event goes by
 * @param clamped true when the caller's own stamp lay ahead
 */
record EventTime(Instant occurredAt, boolean clamped) {

    /** How far a caller's clock may run ahead. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Milliseconds below this are seconds by mistake: they would lie in the first months of 1970. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Reads {@code occurredAt}; absent means now. A stamp that can't be read is noted as an error. */
    static EventTime read(Fields fields, String name, Instant receivedAt) {
        Instant given = instant(fields, name);
        return given == null ? new EventTime(receivedAt, false) : of(given, receivedAt);
    }

    /** The time of an event with a readable stamp. */
    static EventTime of(Instant given, Instant receivedAt) {
        boolean ahead = given.isAfter(receivedAt.plus(TOLERANCE));
        return new EventTime(ahead ? receivedAt : given.truncatedTo(ChronoUnit.MILLIS), ahead);
    }

    /** Reads a time that may lie anywhere in the years that databases and calendars know; null when absent or refused. */
    static @Nullable Instant upTo9999(Fields fields, String name) {
        Instant given = instant(fields, name);
        if (given != null && given.isAfter(LATEST)) {
            fields.refuse(name, "time_out_of_range", "expected a time in the years 1970 to 9999");
            return null;
        }
        return given;
    }

    private static @Nullable Instant instant(Fields fields, String name) {
        JsonNode value = fields.raw(name);
        if (value == null || (value.isTextual() && value.textValue().isBlank())) {
            return null;
        }
        if (value.isNumber()) {
            return millis(fields, name, value.decimalValue());
        }
        if (!value.isTextual()) {
            fields.wrongType(name, value, "a time such as \"2026-03-01T09:30:00Z\", or milliseconds since 1970");
            return null;
        }
        String text = value.textValue().strip();
        if (fields.lenient() && text.chars().allMatch(c -> c >= '0' && c <= '9') && text.length() <= 18) {
            return millis(fields, name, new BigDecimal(text));
        }
        try {
            Instant instant = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
            return within(fields, name, instant);
        } catch (DateTimeException e) {
            fields.refuse(
                    name,
                    "time_invalid",
                    "write it as ISO 8601 with an offset, such as 2026-03-01T09:30:00Z or +01:00");
            return null;
        }
    }

    private static @Nullable Instant millis(Fields fields, String name, BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000)) > 0) {
            fields.refuse(name, "time_out_of_range", "expected a time from 1970 on, in milliseconds");
            return null;
        }
        long millis = number.longValue();
        if (millis < LEAST_MILLIS && millis > 0) {
            fields.refuse(name, "time_in_seconds", "this looks like seconds; send milliseconds since 1970");
            return null;
        }
        return Instant.ofEpochMilli(millis);
    }

    private static @Nullable Instant within(Fields fields, String name, Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            fields.refuse(name, "time_out_of_range", "expected a time from 1970 on");
            return null;
        }
        return instant;
    }
}
