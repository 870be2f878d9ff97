// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes instants as RFC 3339 asks, in UTC to the millisecond, without making text of the same day again and again. */
final class EventTime {

    private static final int DAY_MILLIS = 86_400_000;
    private static final int DATE_BYTES = 10;
    private static final byte[] PATTERN = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);

    private static volatile @Nullable Day latest;

    private EventTime() {}

    static byte[] utf8(Instant instant) {
        long millis = instant.toEpochMilli();
        Day day = dayOf(Math.floorDiv(millis, DAY_MILLIS));
        if (day.date.length != DATE_BYTES) {
            return instant.toString().getBytes(StandardCharsets.US_ASCII);
        }
        int rest = Math.floorMod(millis, DAY_MILLIS);
        byte[] text = PATTERN.clone();
        System.arraycopy(day.date, 0, text, 0, DATE_BYTES);
        digits(text, 11, 2, rest / 3_600_000);
        digits(text, 14, 2, rest / 60_000 % 60);
        digits(text, 17, 2, rest / 1_000 % 60);
        digits(text, 20, 3, rest % 1_000);
        return text;
    }

    private static Day dayOf(long epochDay) {
        Day known = latest;
        if (known == null || known.epochDay != epochDay) {
            known = new Day(epochDay);
            latest = known;
        }
        return known;
    }

    private static void digits(byte[] text, int at, int count, int number) {
        int rest = number;
        for (int place = at + count - 1; place >= at; place--) {
            text[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Years before 0 and after 9999 have longer dates. */
    private static final class Day {

        private final long epochDay;
        private final byte[] date;

        Day(long epochDay) {
            this.epochDay = epochDay;
            this.date = LocalDate.ofEpochDay(epochDay).toString().getBytes(StandardCharsets.US_ASCII);
        }
    }
}
