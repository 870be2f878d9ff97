// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers and durations as people read them, in one way on every machine. */
public final class Numbers {

    private Numbers() {}

    /** 12,345 or 12,345.6. */
    public static String grouped(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return String.format(Locale.ROOT, "%,.1f", number.doubleValue());
        }
        return String.format(Locale.ROOT, "%,d", number.longValue());
    }

    /** 7.5 %; 0.0 % when the whole is nothing. */
    public static String share(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
    }

    /** 850 ms, 12.3 s, 4 min 5 s, 3 h 12 min or 4 d 6 h. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        if (millis < 3_600_000) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        if (millis < 86_400_000) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }

    static double parsed(String grouped) {
        return Double.parseDouble(grouped.replace(",", ""));
    }
}
