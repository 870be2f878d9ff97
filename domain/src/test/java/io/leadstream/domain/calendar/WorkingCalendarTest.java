// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.calendar;

import static io.leadstream.domain.calendar.Presence.ON_LEAVE;
import static io.leadstream.domain.calendar.Presence.OUTSIDE_HOURS;
import static io.leadstream.domain.calendar.Presence.WORKING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkingCalendarTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WEEKDAYS =
            Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> DAILY = Set.of(DayOfWeek.values());

    private static WorkingBlock block(Set<DayOfWeek> days, String from, String to) {
        return new WorkingBlock(days, minute(from), minute(to));
    }

    private static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static WorkingCalendar berlin(WorkingBlock... blocks) {
        return new WorkingCalendar(BERLIN, List.of(blocks), Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T07:59:59Z, OUTSIDE_HOURS", // Friday
        "2026-11-20T08:00:00Z, WORKING",
        "2026-11-20T11:29:59Z, WORKING",
        "2026-11-20T11:30:00Z, OUTSIDE_HOURS", // lunch
        "2026-11-20T12:30:00Z, WORKING",
        "2026-11-20T16:59:59Z, WORKING",
        "2026-11-20T17:00:00Z, OUTSIDE_HOURS",
        "2026-11-21T10:00:00Z, OUTSIDE_HOURS" // Saturday
    })
    void shouldKeepToSeveralBlocksOfTheZone(String instant, Presence expected) {
        WorkingCalendar calendar = berlin(block(WEEKDAYS, "09:00", "12:30"), block(WEEKDAYS, "13:30", "18:00"));
        assertThat(calendar.at(Instant.parse(instant))).isEqualTo(expected);
    }

    @Test
    void shouldWorkOverMidnightIntoADayThatIsNotListed() {
        WorkingCalendar calendar = berlin(block(Set.of(DayOfWeek.FRIDAY), "22:00", "06:00"));
        assertThat(calendar.at(Instant.parse("2026-11-20T20:59:59Z"))).isEqualTo(OUTSIDE_HOURS);
        assertThat(calendar.at(Instant.parse("2026-11-20T21:00:00Z"))).isEqualTo(WORKING);
        assertThat(calendar.at(Instant.parse("2026-11-21T04:59:59Z"))).isEqualTo(WORKING);
        assertThat(calendar.at(Instant.parse("2026-11-21T05:00:00Z"))).isEqualTo(OUTSIDE_HOURS);
        assertThat(calendar.at(Instant.parse("2026-11-20T03:00:00Z"))).isEqualTo(OUTSIDE_HOURS);
    }

    @Test
    void shouldWorkAlwaysWithoutBlocks() {
        WorkingCalendar calendar = new WorkingCalendar(BERLIN, List.of(), Set.of(LocalDate.parse("2026-12-25")));
        assertThat(calendar.at(Instant.parse("2026-11-22T03:00:00Z"))).isEqualTo(WORKING);
        assertThat(calendar.at(Instant.parse("2026-12-25T12:00:00Z"))).isEqualTo(ON_LEAVE);
        assertThat(calendar.nextWorking(Instant.parse("2026-12-25T12:00:00Z")))
                .contains(Instant.parse("2026-12-25T23:00:00Z"));
    }

    @Test
    void shouldTakeTheDateOffAndTheNightThatStartsOnIt() {
        WorkingCalendar calendar = new WorkingCalendar(
                ZoneOffset.UTC, List.of(block(DAILY, "22:00", "06:00")), Set.of(LocalDate.parse("2026-11-20")));
        assertThat(calendar.at(Instant.parse("2026-11-19T23:59:59Z"))).isEqualTo(WORKING);
        assertThat(calendar.at(Instant.parse("2026-11-20T00:00:00Z"))).isEqualTo(ON_LEAVE);
        assertThat(calendar.at(Instant.parse("2026-11-20T12:00:00Z"))).isEqualTo(OUTSIDE_HOURS);
        assertThat(calendar.at(Instant.parse("2026-11-20T23:00:00Z"))).isEqualTo(ON_LEAVE);
        assertThat(calendar.at(Instant.parse("2026-11-21T05:00:00Z"))).isEqualTo(ON_LEAVE);
        assertThat(calendar.nextWorking(Instant.parse("2026-11-20T00:00:00Z")))
                .contains(Instant.parse("2026-11-21T22:00:00Z"));
    }

    @Test
    void shouldLengthenTheNightWhenTheClockGoesBack() {
        WorkingCalendar calendar = berlin(block(DAILY, "22:00", "06:00"));
        Instant start = Instant.parse("2026-10-24T20:00:00Z");
        Instant end = Instant.parse("2026-10-25T05:00:00Z");
        assertThat(Duration.between(start, end)).hasHours(9);
        assertThat(calendar.at(start)).isEqualTo(WORKING);
        assertThat(calendar.at(end.minusMillis(1))).isEqualTo(WORKING);
        assertThat(calendar.at(end)).isEqualTo(OUTSIDE_HOURS);
    }

    @Test
    void shouldStartAtTheChangeWhenTheClockSkipsTheStart() {
        WorkingCalendar calendar = berlin(block(DAILY, "02:30", "08:00"));
        Instant change = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(calendar.at(change.minusMillis(1))).isEqualTo(OUTSIDE_HOURS);
        assertThat(calendar.at(change)).isEqualTo(WORKING);
        assertThat(calendar.nextWorking(change.minusSeconds(3600))).contains(change);
    }

    @Test
    void shouldPassOverABlockThatTheClockSkips() {
        WorkingCalendar calendar = berlin(block(DAILY, "02:10", "02:50"));
        Instant change = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(calendar.at(change)).isEqualTo(OUTSIDE_HOURS);
        assertThat(calendar.nextWorking(change.minusSeconds(60))).contains(Instant.parse("2026-03-30T00:10:00Z"));
    }

    @Test
    void shouldJoinBlocksWithoutAGapWhereTheClockRepeats() {
        WorkingCalendar calendar = berlin(block(DAILY, "00:00", "02:30"), block(DAILY, "02:30", "24:00"));
        Instant from = Instant.parse("2026-10-24T22:00:00Z");
        for (int minute = 0; minute < 25 * 60; minute++) {
            assertThat(calendar.at(from.plusSeconds(60L * minute))).isEqualTo(WORKING);
        }
    }

    @Test
    void shouldFindNoWorkingTimeWhenThereIsNone() {
        WorkingCalendar never = berlin(block(Set.of(), "09:00", "17:00"));
        assertThat(never.nextWorking(Instant.parse("2026-11-20T00:00:00Z"))).isEmpty();
    }

    @Test
    void shouldTellTheNextDateInTheZone() {
        assertThat(berlin().nextDate(Instant.parse("2026-11-20T23:30:00Z")))
                .isEqualTo(Instant.parse("2026-11-21T23:00:00Z"));
        assertThat(berlin().dateOf(Instant.parse("2026-11-20T23:30:00Z"))).isEqualTo("2026-11-21");
    }

    @Test
    void shouldTakeAbsencesOutOfTheWorkingTime() {
        Absence dentist = absence("2026-11-20T09:00:00Z", "2026-11-20T10:30:00Z");
        Absence overlapping = absence("2026-11-20T10:00:00Z", "2026-11-20T10:15:00Z");
        Absence later = absence("2026-11-20T16:00:00Z", "2026-11-23T08:30:00Z");
        WorkingCalendar calendar = new WorkingCalendar(
                ZoneOffset.UTC,
                List.of(block(WEEKDAYS, "08:00", "12:00"), block(WEEKDAYS, "13:00", "17:00")),
                Set.of(),
                List.of(later, overlapping, dentist));
        assertThat(calendar.at(Instant.parse("2026-11-20T08:59:59Z"))).isEqualTo(WORKING);
        assertThat(calendar.at(Instant.parse("2026-11-20T10:29:59Z"))).isEqualTo(ON_LEAVE);
        assertThat(calendar.at(Instant.parse("2026-11-20T10:30:00Z"))).isEqualTo(WORKING);
        assertThat(calendar.at(Instant.parse("2026-11-20T12:30:00Z"))).isEqualTo(OUTSIDE_HOURS);
        assertThat(calendar.nextWorking(Instant.parse("2026-11-20T09:00:00Z")))
                .contains(Instant.parse("2026-11-20T10:30:00Z"));
        assertThat(calendar.nextWorking(Instant.parse("2026-11-20T16:30:00Z")))
                .contains(Instant.parse("2026-11-23T08:30:00Z"));
        assertThat(calendar.plusWorking(Instant.parse("2026-11-20T08:00:00Z"), Duration.ofHours(6)))
                .as("1 h, then from 10:30 1.5 h, then 3 h, and the rest on Monday")
                .contains(Instant.parse("2026-11-23T09:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z, 2026-11-20T10:00:00Z",
        "2026-11-20T10:00:30Z, 2026-11-20T11:00:00Z",
        "2026-11-20T10:00:00Z, 2026-11-20T11:00:00.001Z"
    })
    void shouldRefuseAbsencesThatAreNoneOrNotToTheMinute(String from, String until) {
        assertThatThrownBy(() -> absence(from, until)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCountOnlyOnceWhereBlocksOverlap() {
        WorkingCalendar calendar = berlin(block(DAILY, "09:00", "12:00"), block(DAILY, "10:00", "11:00"));
        assertThat(calendar.plusWorking(Instant.parse("2026-11-20T00:00:00Z"), Duration.ofHours(4)))
                .contains(Instant.parse("2026-11-21T09:00:00Z"));
        assertThat(berlin(block(Set.of(), "09:00", "17:00"))
                        .plusWorking(Instant.parse("2026-11-20T00:00:00Z"), Duration.ofHours(1)))
                .isEmpty();
    }

    @Test
    void shouldCountWorkingTimeThroughTheNightInWhichTheClockChanges() {
        WorkingCalendar calendar = berlin(block(DAILY, "22:00", "06:00"));
        assertThat(calendar.plusWorking(Instant.parse("2026-10-24T20:00:00Z"), Duration.ofHours(9)))
                .as("an hour longer: the night's end")
                .contains(Instant.parse("2026-10-25T05:00:00Z"));
        assertThat(calendar.plusWorking(Instant.parse("2026-03-28T21:00:00Z"), Duration.ofHours(8)))
                .as("an hour shorter: one hour of the next night")
                .contains(Instant.parse("2026-03-29T21:00:00Z"));
    }

    @Test
    void shouldTellHoursOfTheOwnClock() {
        WorkingCalendar kolkata = new WorkingCalendar(ZoneId.of("Asia/Kolkata"), List.of(), Set.of());
        Instant half = Instant.parse("2026-11-20T10:29:59Z");
        assertThat(kolkata.hourOf(half)).isEqualTo(kolkata.hourOf(half.minusSeconds(1_800 + 1_799)));
        assertThat(kolkata.hourOf(half.plusSeconds(1))).isEqualTo(kolkata.hourOf(half) + 1);
        assertThat(kolkata.nextHour(half)).isEqualTo(Instant.parse("2026-11-20T10:30:00Z"));
    }

    /** Minute by minute: working time that passed is what the calendar itself says is WORKING. */
    @ParameterizedTest
    @MethodSource("calendars")
    void shouldAgreeWithItselfAboutWorkingTimeThatPasses(WorkingCalendar calendar) {
        Instant from = Instant.parse("2026-03-27T00:07:00Z");
        Instant reached = calendar.plusWorking(from, Duration.ofMinutes(1_000)).orElse(from);
        int minutes = 0;
        for (Instant at = from; at.isBefore(reached); at = at.plusSeconds(60)) {
            minutes += calendar.at(at) == WORKING ? 1 : 0;
        }
        assertThat(minutes).isIn(0, 1_000);
    }

    private static Absence absence(String from, String until) {
        return new Absence(Instant.parse(from), Instant.parse(until));
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "1440, 10", "0, 0", "0, 1441"})
    void shouldRefuseMinutesThatNoDayHas(int from, int to) {
        assertThatThrownBy(() -> new WorkingBlock(DAILY, from, to)).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<WorkingCalendar> calendars() {
        Random random = new Random(20261120);
        List<String> zones = List.of(
                "Europe/Berlin",
                "America/New_York",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "America/Sao_Paulo",
                "UTC");
        return Stream.generate(() -> {
                    List<WorkingBlock> blocks = Stream.generate(() -> new WorkingBlock(
                                    random.nextBoolean() ? WEEKDAYS : Set.of(DayOfWeek.of(random.nextInt(7) + 1)),
                                    random.nextInt(1440),
                                    random.nextInt(1440) + 1))
                            .limit(random.nextInt(3) + 1)
                            .toList();
                    Set<LocalDate> off = Set.of(LocalDate.parse("2026-03-25").plusDays(random.nextInt(12)));
                    Instant leave = Instant.parse("2026-03-26T00:00:00Z").plusSeconds(60L * random.nextInt(5 * 1440));
                    return new WorkingCalendar(
                            ZoneId.of(zones.get(random.nextInt(zones.size()))),
                            blocks,
                            off,
                            List.of(new Absence(leave, leave.plusSeconds(60L * (1 + random.nextInt(2_000))))));
                })
                .limit(40);
    }

    /** The next working instant is the first one at which the calendar itself says WORKING. */
    @ParameterizedTest
    @MethodSource("calendars")
    void shouldAgreeWithItselfAboutTheNextWorkingInstant(WorkingCalendar calendar) {
        Instant from = Instant.parse("2026-03-27T00:07:00Z");
        for (int step = 0; step < 80; step++) {
            Instant asked = from.plusSeconds(step * 3_301L);
            Optional<Instant> next = calendar.nextWorking(asked);
            Instant until = next.orElse(asked.plus(Duration.ofDays(8)));
            for (Instant at = asked;
                    at.isBefore(until) && at.isBefore(asked.plus(Duration.ofDays(8)));
                    at = at.plusSeconds(600)) {
                assertThat(calendar.at(at)).isNotEqualTo(WORKING);
            }
            next.ifPresent(found -> assertThat(calendar.at(found)).isEqualTo(WORKING));
        }
    }
}
