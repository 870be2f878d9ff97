// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.rules.TreeReader;
import io.leadstream.schemas.rules.WorkingHours;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads working hours: {@code days: mon-fri} or a list of days, and {@code time: 22:00-06:00}. */
final class HoursReader {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-4]):([0-5]\\d)");
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    private HoursReader() {}

    static List<WorkingHours> read(TreeReader person) {
        List<WorkingHours> hours = new ArrayList<>();
        for (TreeReader entry : person.children("hours")) {
            entry.allow("days", "time");
            hours.add(block(entry));
        }
        return hours;
    }

    private static WorkingHours block(TreeReader entry) {
        List<Integer> days = new ArrayList<>(days(entry));
        String time = entry.requiredText("time");
        Matcher parts = TIME.matcher(time);
        if (!parts.matches()) {
            if (!time.isEmpty()) {
                wrongTime(entry, time);
            }
            return new WorkingHours(days, 0, DAY);
        }
        int from = minutes(parts, 1);
        int to = minutes(parts, 3);
        if (to > DAY) {
            wrongTime(entry, time);
            return new WorkingHours(days, 0, DAY);
        }
        return new WorkingHours(days, from, to == 0 ? DAY : to);
    }

    private static int minutes(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group)) * HOUR + Integer.parseInt(parts.group(group + 1));
    }

    private static SortedSet<Integer> days(TreeReader entry) {
        SortedSet<Integer> days = new TreeSet<>();
        List<String> texts = entry.texts("days");
        if (texts.isEmpty()) {
            entry.mistake("days", "no days are given", "write mon-fri, daily, or a list such as [mon, wed]");
        }
        for (String text : texts) {
            String plain = text.toLowerCase(Locale.ROOT);
            if (plain.equals("daily")) {
                plain = "mon-sun";
            }
            int dash = plain.indexOf('-');
            int first = DAYS.indexOf(dash < 0 ? plain : plain.substring(0, dash));
            int last = DAYS.indexOf(plain.substring(dash + 1));
            if (first < 0 || last < 0) {
                entry.mistake("days", "'" + text + "' is no day", "use mon tue wed thu fri sat sun, or mon-fri");
                continue;
            }
            int steps = Math.floorMod(last - first, DAYS.size());
            for (int step = 0; step <= steps; step++) {
                days.add((first + step) % DAYS.size() + 1);
            }
        }
        return days;
    }

    private static void wrongTime(TreeReader entry, String time) {
        entry.mistake(
                "time", "'" + time + "' is no span of time", "write it as 09:00-17:30; 22:00-06:00 is over night");
    }
}
