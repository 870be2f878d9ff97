// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.calendar.Absence;
import io.leadstream.domain.calendar.WorkingBlock;
import io.leadstream.domain.calendar.WorkingCalendar;
import io.leadstream.schemas.rules.Representative;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody who can own leads, with the working time made ready. Two are the same only when they are the same object. */
final class Person {

    private final Representative representative;
    private final WorkingCalendar calendar;

    private Person(Representative representative, WorkingCalendar calendar) {
        this.representative = representative;
        this.calendar = calendar;
    }

    /** Throws IllegalArgumentException or DateTimeException when the entry makes no sense. */
    static Person of(Representative entry, Set<LocalDate> holidays) {
        if (entry.getWeight() <= 0) {
            throw new IllegalArgumentException("weight of " + entry.getId() + " is not above 0");
        }
        List<WorkingBlock> blocks = entry.getHours().stream()
                .map(hours -> new WorkingBlock(
                        hours.getDays().stream().map(DayOfWeek::of).collect(Collectors.toSet()),
                        hours.getFromMinute(),
                        hours.getToMinute()))
                .toList();
        Set<LocalDate> daysOff = new HashSet<>(holidays);
        entry.getDaysOff().forEach(day -> daysOff.add(LocalDate.parse(day)));
        List<Absence> leave = entry.getLeave().stream()
                .map(absence -> new Absence(absence.getFrom(), absence.getUntil()))
                .toList();
        return new Person(entry, new WorkingCalendar(ZoneId.of(entry.getZone()), blocks, daysOff, leave));
    }

    Representative representative() {
        return representative;
    }

    WorkingCalendar calendar() {
        return calendar;
    }

    String id() {
        return representative.getId();
    }

    String name() {
        return representative.getName();
    }

    int weight() {
        return representative.getWeight();
    }

    boolean belongsTo(String teamId) {
        return representative.getTeam().equals(teamId);
    }

    /** Somebody who lists segments is kept for leads of these. */
    boolean serves(@Nullable String segment) {
        List<String> served = representative.getSegments();
        return served.isEmpty() || (segment != null && served.contains(segment));
    }
}
