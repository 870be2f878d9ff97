// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.calendar;

import java.time.DayOfWeek;
import java.util.Set;

/**
 * A block of working time on some days of the week, by the clock on the wall.
 *
 * @param days days on which the block starts
 * @param fromMinute first minute of the day that is worked, 0 to 1439
 * @param toMinute first minute that is not, 1 to 1440; not more than {@code fromMinute} means on the next day
 */
public record WorkingBlock(Set<DayOfWeek> days, int fromMinute, int toMinute) {

    static final int MINUTES_OF_DAY = 24 * 60;

    public WorkingBlock {
        days = Set.copyOf(days);
        if (fromMinute < 0 || fromMinute >= MINUTES_OF_DAY || toMinute < 1 || toMinute > MINUTES_OF_DAY) {
            throw new IllegalArgumentException("no such working time: minute " + fromMinute + " to " + toMinute);
        }
    }

    boolean overMidnight() {
        return toMinute <= fromMinute;
    }
}
