// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.calendar.WorkingCalendar;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.rules.GradeTime;
import io.leadstream.schemas.rules.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the clocks of an offer run out, in the owner's working time.
 *
 * @param acceptBy when the offer ends unless it is accepted; absent for a manager, after whom nobody comes
 * @param halfwayAt when half of the time to accept is over
 * @param lateAt when four fifths of it are over
 * @param touchBy when the first touch is due
 */
record OfferClocks(
        @Nullable Instant acceptBy,
        @Nullable Instant halfwayAt,
        @Nullable Instant lateAt,
        @Nullable Instant touchBy) {

    /** Names every grade that a team's list leaves out. */
    static final String ELSE = "else";

    private static final int PERCENT = 100;
    private static final int HALFWAY = 50;
    private static final int LATE = 80;

    private static final List<GradeTime> ACCEPT = List.of(
            new GradeTime("A+", Duration.ofMinutes(5).toSeconds()),
            new GradeTime("A", Duration.ofMinutes(5).toSeconds()),
            new GradeTime("B", Duration.ofMinutes(30).toSeconds()),
            new GradeTime(ELSE, Duration.ofHours(4).toSeconds()));

    private static final List<GradeTime> FIRST_TOUCH = List.of(
            new GradeTime("A+", Duration.ofHours(1).toSeconds()),
            new GradeTime("A", Duration.ofHours(1).toSeconds()),
            new GradeTime("B", Duration.ofHours(4).toSeconds()),
            new GradeTime(ELSE, Duration.ofHours(8).toSeconds()));

    static OfferClocks of(Team team, String grade, AssignmentMethod method, WorkingCalendar calendar, Instant at) {
        Instant touchBy = after(calendar, at, allowed(team.getFirstTouch(), FIRST_TOUCH, grade), PERCENT);
        if (method == AssignmentMethod.ESCALATED) {
            return new OfferClocks(null, null, null, touchBy);
        }
        Duration time = allowed(team.getAccept(), ACCEPT, grade);
        return new OfferClocks(
                after(calendar, at, time, PERCENT),
                after(calendar, at, time, HALFWAY),
                after(calendar, at, time, LATE),
                touchBy);
    }

    /** The team's own list goes first, its "else" before the default's grades. */
    private static Duration allowed(List<GradeTime> own, List<GradeTime> otherwise, String grade) {
        GradeTime time = find(own, grade);
        if (time == null) {
            time = find(otherwise, grade);
        }
        if (time == null) {
            throw new IllegalStateException("no time for grade " + grade);
        }
        return Duration.ofSeconds(time.getSeconds());
    }

    private static @Nullable GradeTime find(List<GradeTime> times, String grade) {
        GradeTime otherwise = null;
        for (GradeTime time : times) {
            if (time.getGrade().equals(grade)) {
                return time;
            }
            if (otherwise == null && time.getGrade().equals(ELSE)) {
                otherwise = time;
            }
        }
        return otherwise;
    }

    private static @Nullable Instant after(WorkingCalendar calendar, Instant at, Duration time, int percent) {
        Duration part = Duration.ofMillis(time.toMillis() * percent / PERCENT);
        return calendar.plusWorking(at, part).orElse(null);
    }
}
