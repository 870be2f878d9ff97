// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's working time: blocks by the wall clock of a zone, less days off and absences. A block is a span between two instants, so
 * a night shift is an hour longer or shorter when the clock changes; an edge that the clock skips is the moment of the
 * change, and one that comes twice is the first. A day off takes the whole date, and also what a block that starts on it
 * has after midnight. One thread at a time: answers are remembered.
 */
public final class WorkingCalendar {

    /** A calendar without working time within so many days counts as one without any. */
    private static final int HORIZON_DAYS = 400;

    private static final long SECONDS_OF_HOUR = 3_600;

    /** Days whose working time is remembered: leads that come one after the other ask about the same ones. */
    private static final int DAYS_REMEMBERED = 16;

    private static final WorkingBlock ALWAYS =
            new WorkingBlock(Set.of(DayOfWeek.values()), 0, WorkingBlock.MINUTES_OF_DAY);

    private final ZoneId zone;
    private final List<WorkingBlock> blocks;
    private final Set<LocalDate> daysOff;
    private final List<Absence> absences;
    private final Map<LocalDate, List<Span>> worked = new LinkedHashMap<>();

    /** The last answer: leads come many to the minute, and within one of them nothing changes. */
    private @Nullable Seen seen;

    /** No blocks means always, but for the days off. */
    public WorkingCalendar(ZoneId zone, List<WorkingBlock> blocks, Set<LocalDate> daysOff) {
        this(zone, blocks, daysOff, List.of());
    }

    /** No blocks means always, but for the days off and absences. */
    public WorkingCalendar(ZoneId zone, List<WorkingBlock> blocks, Set<LocalDate> daysOff, List<Absence> absences) {
        this.zone = zone;
        this.blocks = blocks.isEmpty() ? List.of(ALWAYS) : List.copyOf(blocks);
        this.daysOff = Set.copyOf(daysOff);
        this.absences = absences.stream()
                .sorted(Comparator.comparing(Absence::from).thenComparing(Absence::until))
                .toList();
    }

    /** Whether it is working time. */
    public Presence at(Instant instant) {
        long minute = Math.floorDiv(instant.getEpochSecond(), 60);
        Seen last = seen;
        if (last == null || last.minute() != minute) {
            last = new Seen(minute, look(instant));
            seen = last;
        }
        return last.presence();
    }

    private Presence look(Instant instant) {
        LocalDate today = dateOf(instant);
        boolean onLeave = false;
        for (int back = 1; back >= 0; back--) {
            LocalDate day = today.minusDays(back);
            for (WorkingBlock block : blocks) {
                if (!block.days().contains(day.getDayOfWeek())) {
                    continue;
                }
                if (span(day, block).contains(instant)) {
                    if (!daysOff.contains(day) && !daysOff.contains(today) && !isAbsent(instant)) {
                        return Presence.WORKING;
                    }
                    onLeave = true;
                }
            }
        }
        return onLeave ? Presence.ON_LEAVE : Presence.OUTSIDE_HOURS;
    }

    /** The first working instant that is not before the given one; empty when there is none in the next 400 days. */
    public Optional<Instant> nextWorking(Instant from) {
        LocalDate first = dateOf(from).minusDays(1);
        for (int ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
            Optional<Instant> found = workedOn(first.plusDays(ahead)).stream()
                    .filter(span -> span.end().isAfter(from))
                    .map(span -> span.start().isAfter(from) ? span.start() : from)
                    .min(Instant::compareTo);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The instant at which so much working time has passed; empty when the next 400 days have not that much. */
    public Optional<Instant> plusWorking(Instant from, Duration working) {
        LocalDate first = dateOf(from).minusDays(1);
        Instant reached = from;
        Duration left = working;
        for (int ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
            for (Span span : workedOn(first.plusDays(ahead))) {
                // Blocks may overlap: what was counted once begins where the count stands.
                Instant start = span.start().isAfter(reached) ? span.start() : reached;
                if (start.isBefore(span.end())) {
                    Duration here = Duration.between(start, span.end());
                    if (here.compareTo(left) >= 0) {
                        return Optional.of(start.plus(left));
                    }
                    left = left.minus(here);
                    reached = span.end();
                }
            }
        }
        return Optional.empty();
    }

    /** The date in the own zone. */
    public LocalDate dateOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** The first instant of the date after that of the given instant, in the own zone. */
    public Instant nextDate(Instant instant) {
        return instantOf(dateOf(instant).plusDays(1).atStartOfDay());
    }

    /** Hours of the own clock since 1970. */
    public long hourOf(Instant instant) {
        long local =
                instant.getEpochSecond() + zone.getRules().getOffset(instant).getTotalSeconds();
        return Math.floorDiv(local, SECONDS_OF_HOUR);
    }

    /** The first instant of the next hour of the own clock. */
    public Instant nextHour(Instant instant) {
        long local =
                instant.getEpochSecond() + zone.getRules().getOffset(instant).getTotalSeconds();
        return Instant.ofEpochSecond(
                instant.getEpochSecond() + SECONDS_OF_HOUR - Math.floorMod(local, SECONDS_OF_HOUR));
    }

    private boolean isAbsent(Instant instant) {
        return absences.stream().anyMatch(absence -> absence.contains(instant));
    }

    /** What is worked of the blocks that start on a date, in the order of their beginnings. */
    private List<Span> workedOn(LocalDate day) {
        List<Span> known = worked.get(day);
        if (known == null) {
            known = spansOf(day);
            if (worked.size() >= DAYS_REMEMBERED) {
                worked.clear();
            }
            worked.put(day, known);
        }
        return known;
    }

    /** Cut at midnight where the next date is off, and where an absence is. */
    private List<Span> spansOf(LocalDate day) {
        List<Span> spans = new ArrayList<>();
        if (daysOff.contains(day)) {
            return spans;
        }
        boolean cut = daysOff.contains(day.plusDays(1));
        for (WorkingBlock block : blocks) {
            if (block.days().contains(day.getDayOfWeek())) {
                Span whole = span(day, block);
                Span part = cut && block.overMidnight() ? new Span(whole.start(), midnightAfter(day)) : whole;
                spans.addAll(part.without(absences));
            }
        }
        spans.sort(Comparator.comparing(Span::start));
        return spans;
    }

    private Span span(LocalDate day, WorkingBlock block) {
        LocalDate last = block.overMidnight() ? day.plusDays(1) : day;
        return new Span(instantOf(minute(day, block.fromMinute())), instantOf(minute(last, block.toMinute())));
    }

    private Instant midnightAfter(LocalDate day) {
        return instantOf(day.plusDays(1).atStartOfDay());
    }

    private static LocalDateTime minute(LocalDate day, int minute) {
        return day.atStartOfDay().plusMinutes(minute);
    }

    private Instant instantOf(LocalDateTime wall) {
        ZoneOffsetTransition change = zone.getRules().getTransition(wall);
        return change != null && change.isGap()
                ? change.getInstant()
                : wall.atZone(zone).toInstant();
    }

    private record Seen(long minute, Presence presence) {}
}
