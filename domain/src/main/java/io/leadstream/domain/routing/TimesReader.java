// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.rules.TreeReader;
import io.leadstream.schemas.rules.GradeTime;
import io.leadstream.schemas.rules.Leave;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times of a roster: spans such as {@code 90s}, {@code 30m} or {@code 4h}, and absences between two instants. */
final class TimesReader {

    private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,6})([smhd])");
    private static final String NEVER = "never";
    private static final List<String> GRADES = List.of("A+", "A", "B", "C", "D", "F", OfferClocks.ELSE);

    private TimesReader() {}

    /** A mapping of grades, and "else", to spans; empty when absent. */
    static List<GradeTime> byGrade(TreeReader node, String key) {
        List<GradeTime> times = new ArrayList<>();
        TreeReader grades = node.child(key);
        if (grades == null) {
            return times;
        }
        grades.allow(GRADES.toArray(String[]::new));
        for (String grade : GRADES) {
            Long seconds = seconds(grades, grade);
            if (seconds != null) {
                times.add(new GradeTime(grade, seconds));
            }
        }
        return times;
    }

    /** Seconds of a span, 0 for "never", the fallback when absent or wrong. */
    static long secondsOrNever(TreeReader node, String key, long fallback) {
        if (NEVER.equals(node.text(key))) {
            return 0;
        }
        Long seconds = seconds(node, key);
        return seconds == null ? fallback : seconds;
    }

    static List<Leave> leave(TreeReader person, String zone) {
        List<Leave> absences = new ArrayList<>();
        for (TreeReader entry : person.children("leave")) {
            entry.allow("from", "until");
            Instant from = instant(entry, "from", zone);
            Instant until = instant(entry, "until", zone);
            if (from == null || until == null) {
                continue;
            }
            if (from.isBefore(until)) {
                absences.add(new Leave(from, until));
            } else {
                entry.mistake("until", "the leave ends before it begins", "write an instant after 'from'");
            }
        }
        return absences;
    }

    private static @Nullable Long seconds(TreeReader node, String key) {
        String text = node.text(key);
        if (text == null) {
            return null;
        }
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            node.mistake(key, "'" + text + "' is no span of time", "write a number with s, m, h or d, such as 30m");
            return null;
        }
        long unit =
                switch (span.group(2)) {
                    case "s" -> 1;
                    case "m" -> 60;
                    case "h" -> 3_600;
                    default -> 86_400;
                };
        return Long.parseLong(span.group(1)) * unit;
    }

    /** An instant to the minute: with an offset, or by the clock of the person's zone. */
    private static @Nullable Instant instant(TreeReader entry, String key, String zone) {
        String text = entry.requiredText(key);
        Instant instant = text.isEmpty() ? null : parsed(text, zone);
        if (instant != null && instant.equals(instant.truncatedTo(ChronoUnit.MINUTES))) {
            return instant;
        }
        if (!text.isEmpty()) {
            entry.mistake(
                    key, "'" + text + "' is no instant", "write it to the minute, as 2026-12-23T12:00 or ...12:00Z");
        }
        return null;
    }

    private static @Nullable Instant parsed(String text, String zone) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            try {
                return LocalDateTime.parse(text).atZone(zoneOf(zone)).toInstant();
            } catch (DateTimeException wrong) {
                return null;
            }
        }
    }

    /** A wrong zone is a mistake of its own. */
    private static ZoneId zoneOf(String zone) {
        return ZoneId.getAvailableZoneIds().contains(zone) ? ZoneId.of(zone) : ZoneOffset.UTC;
    }
}
