// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.calendar;

import java.time.Instant;

/**
 * Time between two instants in which somebody does not work.
 *
 * @param from first instant of the absence, on a whole minute
 * @param until first instant after it, on a whole minute
 */
public record Absence(Instant from, Instant until) {

    private static final int MINUTE = 60;

    public Absence {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("an absence from " + from + " until " + until + " is none");
        }
        if (!wholeMinute(from) || !wholeMinute(until)) {
            throw new IllegalArgumentException("an absence begins and ends on whole minutes: " + from + ", " + until);
        }
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    private static boolean wholeMinute(Instant instant) {
        return instant.getNano() == 0 && instant.getEpochSecond() % MINUTE == 0;
    }
}
