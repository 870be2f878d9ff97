// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** Reads a time that somebody asks for. */
public final class ShownAt {

    /** What can be written, for messages. */
    public static final String FORMS =
            "write 2026-11-03 (the end of that day in UTC), 2026-11-03T10:00Z, 2026-11-03T10:00+01:00 or \"2026-11-03 10:00\""
                    + " (UTC)";

    private ShownAt() {}

    /**
     * A day, meaning its last millisecond in UTC; or a day and a time, with an offset or else in UTC. Minutes are enough,
     * and stand for their beginning.
     */
    public static Optional<Instant> parse(String text) {
        String folded = text.strip().toUpperCase(Locale.ROOT);
        // A plus that nobody encoded arrives as a blank.
        String plain = folded.contains("T") ? folded.replace(' ', '+') : folded.replaceFirst(" ", "T");
        try {
            if (!plain.contains("T")) {
                return Optional.of(LocalDate.parse(plain)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minus(Duration.ofMillis(1)));
            }
            boolean placed = plain.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)");
            return Optional.of(
                    placed
                            ? OffsetDateTime.parse(plain).toInstant()
                            : LocalDateTime.parse(plain).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
