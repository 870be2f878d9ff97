// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time from an instant to the one that no longer belongs to it. */
record Span(Instant start, Instant end) {

    boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** What is left of it, in order; absences must be in the order of their beginnings. */
    List<Span> without(List<Absence> absences) {
        List<Span> left = new ArrayList<>();
        Instant from = start;
        for (Absence absence : absences) {
            if (absence.until().isAfter(from) && absence.from().isBefore(end)) {
                add(left, from, absence.from());
                from = absence.until();
            }
        }
        add(left, from, end);
        return left;
    }

    private static void add(List<Span> spans, Instant from, Instant until) {
        if (from.isBefore(until)) {
            spans.add(new Span(from, until));
        }
    }
}
