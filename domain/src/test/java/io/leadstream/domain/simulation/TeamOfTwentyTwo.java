// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import static io.leadstream.domain.routing.Samples.person;

import io.leadstream.domain.routing.Samples;
import io.leadstream.schemas.rules.Leave;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.rules.WorkingHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** People who are always there, who work shifts around the world, who go on leave, and who have only so much room. */
final class TeamOfTwentyTwo {

    /** A week before the clocks change in America. */
    static final Instant START = Instant.parse("2026-10-26T00:00:00Z");

    static final int LIGHTEST_ALWAYS_THERE = 50;

    private static final int[] WEIGHTS = {50, 75, 100, 100, 120, 150, 200, 80};
    private static final List<String> ZONES =
            List.of("America/New_York", "Europe/Berlin", "Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo", "UTC");

    private TeamOfTwentyTwo() {}

    static Roster roster(Strategy strategy) {
        List<Representative.Builder> people = new ArrayList<>();
        for (int i = 0; i < WEIGHTS.length; i++) {
            people.add(person("always" + i, "sales").setWeight(WEIGHTS[i]));
        }
        for (int i = 0; i < ZONES.size(); i++) {
            people.add(person("shift" + i, "sales")
                    .setWeight(60 + 30 * i)
                    .setZone(ZONES.get(i))
                    .setHours(List.of(
                            new WorkingHours(List.of(1, 2, 3, 4, 5), 9 * 60, 12 * 60 + 30),
                            new WorkingHours(List.of(1, 2, 3, 4), 13 * 60 + 15, 18 * 60)))
                    .setDaysOff(i % 2 == 0 ? List.of("2026-11-03") : List.of()));
        }
        for (int i = 0; i < 4; i++) {
            Instant from = START.plus(2L + i, ChronoUnit.DAYS).plus(90, ChronoUnit.MINUTES);
            people.add(person("leave" + i, "sales")
                    .setWeight(100)
                    .setLeave(List.of(
                            new Leave(from, from.plus(30, ChronoUnit.HOURS)),
                            new Leave(from.plus(5, ChronoUnit.DAYS), from.plus(9, ChronoUnit.DAYS)))));
        }
        people.add(person("open40", "sales").setCapacityOpen(40));
        people.add(person("open200", "sales").setCapacityOpen(200).setWeight(300));
        people.add(person("day15", "sales").setCapacityPerDay(15).setZone("Asia/Kolkata"));
        people.add(person("hour1", "sales").setCapacityPerHour(1).setZone("Australia/Adelaide"));
        return Samples.roster(1, strategy, people.toArray(Representative.Builder[]::new));
    }

    /** Who is there and who has room, read off the roster by plain java.time. */
    static final class Ledger {

        private final Map<String, Representative> people = new LinkedHashMap<>();
        private final Map<String, Integer> open = new HashMap<>();
        private final Map<String, Integer> perDay = new HashMap<>();
        private final Map<String, Integer> perHour = new HashMap<>();

        Ledger(Roster roster) {
            roster.getRepresentatives().forEach(entry -> people.put(entry.getId(), entry));
        }

        int size() {
            return people.size();
        }

        int open(String id) {
            return open.getOrDefault(id, 0);
        }

        boolean isThere(String id, Instant at) {
            Representative entry = entry(id);
            ZonedDateTime local = at.atZone(ZoneId.of(entry.getZone()));
            int minute = local.getHour() * 60 + local.getMinute();
            boolean working = entry.getHours().isEmpty()
                    || entry.getHours().stream()
                            .anyMatch(block -> block.getDays()
                                            .contains(local.getDayOfWeek().getValue())
                                    && minute >= block.getFromMinute()
                                    && minute < block.getToMinute());
            LocalDate date = local.toLocalDate();
            boolean off = entry.getDaysOff().contains(date.toString())
                    || entry.getLeave().stream()
                            .anyMatch(leave -> !at.isBefore(leave.getFrom()) && at.isBefore(leave.getUntil()));
            return working && !off;
        }

        boolean hasRoom(String id, Instant at) {
            Representative entry = entry(id);
            return below(entry.getCapacityOpen(), open(id))
                    && below(entry.getCapacityPerDay(), perDay.getOrDefault(day(id, at), 0))
                    && below(entry.getCapacityPerHour(), perHour.getOrDefault(hour(id, at), 0));
        }

        void give(String id, Instant at) {
            open.merge(id, 1, Integer::sum);
            perDay.merge(day(id, at), 1, Integer::sum);
            perHour.merge(hour(id, at), 1, Integer::sum);
        }

        double gapAmongAlwaysThere() {
            double lowest = Double.MAX_VALUE;
            double highest = 0;
            for (Representative entry : people.values()) {
                if (entry.getId().startsWith("always")) {
                    double level = (double) open(entry.getId()) / entry.getWeight();
                    lowest = Math.min(lowest, level);
                    highest = Math.max(highest, level);
                }
            }
            return highest - lowest;
        }

        boolean everybodyHasSome() {
            return people.keySet().stream().allMatch(id -> open(id) > 0);
        }

        private static boolean below(@Nullable Integer limit, int count) {
            return limit == null || count < limit;
        }

        private Representative entry(String id) {
            return Objects.requireNonNull(people.get(id));
        }

        private String day(String id, Instant at) {
            return id + local(id, at).toLocalDate();
        }

        private String hour(String id, Instant at) {
            return id + local(id, at).toLocalDateTime().truncatedTo(ChronoUnit.HOURS);
        }

        private ZonedDateTime local(String id, Instant at) {
            return at.atZone(ZoneId.of(entry(id).getZone()));
        }
    }
}
