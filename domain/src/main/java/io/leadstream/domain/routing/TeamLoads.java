// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.state.assignment.DayCount;
import io.leadstream.schemas.state.assignment.HourCount;
import io.leadstream.schemas.state.assignment.PersonLoad;
import io.leadstream.schemas.state.assignment.PoolTeam;
import io.leadstream.schemas.state.assignment.QueueClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A team's loads, turns and queue counts while one decision is made; the stored record is never changed in place. */
final class TeamLoads {

    /** Calibration counts in thousandths of a lead. */
    private static final long LEAD = 1_000;

    /** Days and hours of which counts are kept: enough for records that arrive a little out of order. */
    private static final int PERIODS_KEPT = 3;

    private final String teamId;
    private final Map<String, PersonLoad> people = new LinkedHashMap<>();
    private final Map<String, Integer> queue = new TreeMap<>();
    private long turns;
    private @Nullable String last;
    private @Nullable Instant wakeAt;

    TeamLoads(String teamId, @Nullable PoolTeam stored) {
        this.teamId = teamId;
        if (stored != null) {
            turns = stored.getTurns();
            last = stored.getLastRepresentative();
            wakeAt = stored.getWakeAt();
            stored.getPeople().forEach(load -> people.put(load.getRepresentativeId(), load));
            stored.getQueue().forEach(kind -> queue.put(kind.getName(), kind.getLeads()));
        }
    }

    PoolTeam toState() {
        List<QueueClass> kinds = new ArrayList<>();
        queue.forEach((name, leads) -> kinds.add(new QueueClass(name, leads)));
        return new PoolTeam(teamId, turns, last, new ArrayList<>(people.values()), kinds, wakeAt);
    }

    PersonLoad of(String representativeId) {
        PersonLoad load = people.get(representativeId);
        return load == null ? new PersonLoad(representativeId, 0, 0L, 0L, 0L, true, List.of(), List.of(), 0L) : load;
    }

    int leadsOn(String representativeId, LocalDate day) {
        for (DayCount count : of(representativeId).getDays()) {
            if (count.getEpochDay() == day.toEpochDay()) {
                return count.getLeads();
            }
        }
        return 0;
    }

    int leadsInHour(String representativeId, long epochHour) {
        for (HourCount count : of(representativeId).getHours()) {
            if (count.getEpochHour() == epochHour) {
                return count.getLeads();
            }
        }
        return 0;
    }

    /** Open leads, with what counts on top since somebody joined or returned, in thousandths of a lead. */
    long carried(String representativeId) {
        PersonLoad load = of(representativeId);
        return load.getOpenLeads() * LEAD + load.getHandicap();
    }

    /** What somebody got, with the head start, in thousandths of a lead. */
    long received(String representativeId) {
        PersonLoad load = of(representativeId);
        return load.getAssigned() * LEAD + load.getCalibration();
    }

    @Nullable
    String last() {
        return last;
    }

    @Nullable
    Instant wakeAt() {
        return wakeAt;
    }

    void wakeAt(@Nullable Instant instant) {
        wakeAt = instant;
    }

    /**
     * Sees who is there. Who joins or comes back starts at the mean of those who were there all along, relative to
     * weight, so that nobody is flooded; when the whole team comes at once, everybody starts at its mean of what was
     * received, and with the own open leads. Says whether anything changed.
     */
    boolean notice(List<Person> members, Set<Person> there) {
        List<Person> steady = members.stream()
                .filter(p -> there.contains(p) && !of(p.id()).getAway())
                .toList();
        List<Person> known = members.stream()
                .filter(p -> there.contains(p) && people.containsKey(p.id()))
                .toList();
        Mean received = Mean.of(steady.isEmpty() ? known : steady, this::received);
        Mean carried = Mean.of(steady, this::carried);
        Mean open = Mean.of(
                steady.stream().filter(p -> of(p.id()).getHandicap() == 0).toList(), this::carried);
        boolean changed = false;
        for (Person person : members) {
            boolean present = there.contains(person);
            PersonLoad load = of(person.id());
            long calibration = load.getCalibration();
            long handicap = load.getHandicap();
            if (present && !steady.contains(person)) {
                long got = load.getAssigned() * LEAD;
                calibration = received.share(person, got + calibration) - got;
                handicap = Math.max(0, carried.share(person, 0) - load.getOpenLeads() * LEAD);
            } else if (present && handicap > 0) {
                // As the others' leads are closed, so goes the head start: it must never keep somebody out for long.
                long most = open.share(person, Long.MAX_VALUE / 2) + LEAD - load.getOpenLeads() * LEAD;
                handicap = Math.max(0, Math.min(handicap, most));
            }
            boolean same =
                    load.getAway() != present && calibration == load.getCalibration() && handicap == load.getHandicap();
            if (!same || !people.containsKey(person.id())) {
                changed = true;
                people.put(person.id(), with(load, load.getOpenLeads(), !present, calibration, handicap));
            }
        }
        return changed;
    }

    void give(Person person, Instant at) {
        PersonLoad load = of(person.id());
        turns++;
        last = person.id();
        people.put(
                last,
                new PersonLoad(
                        last,
                        load.getOpenLeads() + 1,
                        turns,
                        load.getAssigned() + 1,
                        load.getCalibration(),
                        load.getAway(),
                        counted(load.getDays(), (int)
                                person.calendar().dateOf(at).toEpochDay()),
                        countedByHour(load.getHours(), person.calendar().hourOf(at)),
                        load.getHandicap()));
    }

    void takeBack(String representativeId) {
        PersonLoad load = of(representativeId);
        people.put(
                representativeId,
                with(load, load.getOpenLeads() - 1, load.getAway(), load.getCalibration(), load.getHandicap()));
    }

    private static PersonLoad with(PersonLoad load, int openLeads, boolean away, long calibration, long handicap) {
        return new PersonLoad(
                load.getRepresentativeId(),
                openLeads,
                load.getLastTurn(),
                load.getAssigned(),
                calibration,
                away,
                load.getDays(),
                load.getHours(),
                handicap);
    }

    /** Turns so far: a lead that somebody gets from now on has a higher one. */
    long turns() {
        return turns;
    }

    /** Whoever has open leads. */
    List<String> owners() {
        return people.values().stream()
                .filter(load -> load.getOpenLeads() > 0)
                .map(PersonLoad::getRepresentativeId)
                .toList();
    }

    Iterable<String> waitingKinds() {
        return List.copyOf(queue.keySet());
    }

    boolean anybodyWaits() {
        return !queue.isEmpty();
    }

    void entered(String kind) {
        queue.merge(kind, 1, Integer::sum);
    }

    void left(String kind) {
        queue.computeIfPresent(kind, (name, leads) -> leads > 1 ? Integer.valueOf(leads - 1) : null);
    }

    private static List<DayCount> counted(List<DayCount> days, int epochDay) {
        TreeMap<Integer, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
        days.forEach(day -> counts.put(day.getEpochDay(), day.getLeads()));
        counts.merge(epochDay, 1, Integer::sum);
        return counts.entrySet().stream()
                .limit(PERIODS_KEPT)
                .map(count -> new DayCount(count.getKey(), count.getValue()))
                .toList();
    }

    private static List<HourCount> countedByHour(List<HourCount> hours, long epochHour) {
        TreeMap<Long, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
        hours.forEach(hour -> counts.put(hour.getEpochHour(), hour.getLeads()));
        counts.merge(epochHour, 1, Integer::sum);
        return counts.entrySet().stream()
                .limit(PERIODS_KEPT)
                .map(count -> new HourCount(count.getKey(), count.getValue()))
                .toList();
    }

    /** A mean level: an amount over the weight of those who have it. */
    private record Mean(long amount, long weight) {

        static Mean of(List<Person> people, ToLongFunction<String> amountOf) {
            return new Mean(
                    people.stream().mapToLong(p -> amountOf.applyAsLong(p.id())).sum(),
                    people.stream().mapToLong(Person::weight).sum());
        }

        /** What somebody would have at this level; {@code otherwise} when there is nobody to take it from. */
        long share(Person person, long otherwise) {
            return weight == 0 ? otherwise : amount * person.weight() / weight;
        }
    }
}
