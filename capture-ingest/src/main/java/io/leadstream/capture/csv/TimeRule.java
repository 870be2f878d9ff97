// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import io.leadstream.domain.rules.TreeReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a row happened: a column's time, or a place in a span of time by a column's number or by the line. The same row
 * always gets the same time.
 */
final class TimeRule {

    private final @Nullable CellRule cell;
    private final @Nullable DateTimeFormatter format;
    private final ZoneId zone;
    private final @Nullable Spread spread;
    private final Duration within;

    private record Spread(
            @Nullable CellRule by, BigDecimal first, BigDecimal last, Instant from, Instant to, Duration every) {

        Instant of(Row row) throws RowRefused {
            if (by == null) {
                return from.plus(every.multipliedBy(row.firstLine()));
            }
            String text = by.of(row);
            try {
                BigDecimal number = new BigDecimal(text == null ? "" : text);
                BigDecimal span = BigDecimal.valueOf(Duration.between(from, to).toMillis());
                BigDecimal place = number.subtract(first).multiply(span);
                return from.plusMillis(place.divide(last.subtract(first), 0, RoundingMode.FLOOR)
                        .longValueExact());
            } catch (ArithmeticException | NumberFormatException e) {
                throw new RowRefused(by.origin("time"), "time_invalid", "expected the number that times follow from");
            }
        }
    }

    private TimeRule(
            @Nullable CellRule cell,
            @Nullable DateTimeFormatter format,
            ZoneId zone,
            @Nullable Spread spread,
            Duration within) {
        this.cell = cell;
        this.format = format;
        this.zone = zone;
        this.spread = spread;
        this.within = within;
    }

    /** Reads {@code time}; null when it is absent, and then rows happen when they arrive. */
    static @Nullable TimeRule read(TreeReader mapping, Set<String> notGiven) {
        TreeReader node = mapping.child("time");
        if (node == null) {
            return null;
        }
        node.allow("column", "format", "zone", "spread", "within");
        CellRule cell = CellRule.read(node, "column", notGiven);
        Spread spread = spread(node.child("spread"), notGiven);
        if ((cell == null) == (spread == null)) {
            node.mistake("column", "a row has one time", "write either 'column' or 'spread'");
        }
        return new TimeRule(cell, format(node), zone(node), spread, duration(node, "within", Duration.ofDays(1)));
    }

    /** The columns it reads. */
    List<String> columns() {
        if (cell != null) {
            return cell.columns();
        }
        return spread == null || spread.by() == null ? List.of() : spread.by().columns();
    }

    /** Time over which the activities of a row are laid. */
    Duration within() {
        return within;
    }

    /** The row's time; null when its cell is empty, and then it happens when it arrives. */
    @Nullable
    Instant of(Row row) throws RowRefused {
        if (spread != null) {
            return spread.of(row);
        }
        String text = cell == null ? null : cell.of(row);
        if (text == null || cell == null) {
            return null;
        }
        try {
            Instant instant = format == null ? iso(text) : formatted(text, format);
            if (instant.isBefore(Instant.EPOCH)) {
                throw new RowRefused(cell.origin("time"), "time_out_of_range", "expected a time from 1970 on");
            }
            return instant;
        } catch (DateTimeException e) {
            throw new RowRefused(
                    cell.origin("time"),
                    "time_invalid",
                    format == null
                            ? "expected ISO 8601 such as 2026-03-01T09:30:00Z, or set 'format' in the mapping"
                            : "does not fit the mapping's 'format'");
        }
    }

    private Instant iso(String text) {
        return text.length() > 10 && (text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10)
                ? OffsetDateTime.parse(text).toInstant()
                : text.length() > 10
                        ? LocalDateTime.parse(text).atZone(zone).toInstant()
                        : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }

    private Instant formatted(String text, DateTimeFormatter wanted) {
        TemporalAccessor read = wanted.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (read instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return read instanceof LocalDateTime time
                ? time.atZone(zone).toInstant()
                : LocalDate.from(read).atStartOfDay(zone).toInstant();
    }

    private static @Nullable DateTimeFormatter format(TreeReader node) {
        String pattern = node.text("format");
        try {
            return pattern == null ? null : DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            node.mistake("format", "'" + pattern + "' is no pattern", "write one such as dd.MM.yyyy HH:mm");
            return null;
        }
    }

    private static ZoneId zone(TreeReader node) {
        String zone = node.text("zone");
        try {
            return ZoneId.of(zone == null ? "UTC" : zone);
        } catch (DateTimeException e) {
            node.mistake("zone", "'" + zone + "' is no time zone", "write one such as Europe/Berlin");
            return ZoneId.of("UTC");
        }
    }

    private static @Nullable Spread spread(@Nullable TreeReader node, Set<String> notGiven) {
        if (node == null) {
            return null;
        }
        node.allow("by", "first", "last", "from", "to", "every");
        CellRule by = CellRule.read(node, "by", notGiven);
        BigDecimal first = by == null ? BigDecimal.ZERO : number(node, "first");
        BigDecimal last = by == null ? BigDecimal.ONE : number(node, "last");
        if (by != null && last.compareTo(first) <= 0) {
            node.mistake("last", "'last' is not above 'first'", "write the lowest and the highest number of the file");
        }
        Instant from = instant(node, "from");
        Instant to = by == null ? from : instant(node, "to");
        return new Spread(by, first, last, from, to, duration(node, "every", Duration.ofMinutes(1)));
    }

    private static BigDecimal number(TreeReader node, String key) {
        try {
            return new BigDecimal(node.requiredText(key));
        } catch (NumberFormatException e) {
            node.mistake(key, "it is no number", "write a number");
            return BigDecimal.ZERO;
        }
    }

    private static Instant instant(TreeReader node, String key) {
        try {
            return Instant.parse(node.requiredText(key));
        } catch (DateTimeException e) {
            node.mistake(key, "it is no time", "write one such as \"2025-01-01T00:00:00Z\"");
            return Instant.EPOCH;
        }
    }

    private static Duration duration(TreeReader node, String key, Duration fallback) {
        String text = node.text(key);
        try {
            return text == null ? fallback : Duration.parse(text);
        } catch (DateTimeException e) {
            node.mistake(key, "'" + text + "' is no duration", "write one such as P1D or PT10M");
            return fallback;
        }
    }
}
