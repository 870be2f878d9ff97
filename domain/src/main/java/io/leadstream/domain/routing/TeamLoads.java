// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.state.assignment.DayCount;
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
import org.jspecify.annotations.Nullable;

/** A team's loads, turns and queue counts while one decision is made; the stored record is never changed in place. */
final class TeamLoads {

    /** Calibration counts in thousandths of a lead. */
    private static final long LEAD = 1_000;

    /** Days of which daily counts are kept: enough for records that arrive a little out of order. */
    private static final int DAYS_KEPT = 3;

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
        return load == null ? new PersonLoad(representativeId, 0, 0L, 0L, 0L, true, List.of()) : load;
    }

    int leadsOn(String representativeId, LocalDate day) {
        for (DayCount count : of(representativeId).getDays()) {
            if (count.getEpochDay() == day.toEpochDay()) {
                return count.getLeads();
            }
        }
        return 0;
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
     * weight, so that nobody is flooded; when the whole team comes at once, everybody starts at its mean.
     */
    void notice(List<Person> members, Set<Person> there) {
        List<Person> steady = members.stream()
                .filter(p -> there.contains(p) && !of(p.id()).getAway())
                .toList();
        List<Person> known = members.stream()
                .filter(p -> there.contains(p) && people.containsKey(p.id()))
                .toList();
        List<Person> standard = steady.isEmpty() ? known : steady;
        long received = standard.stream().mapToLong(p -> received(p.id())).sum();
        long weight = standard.stream().mapToLong(Person::weight).sum();
        for (Person person : members) {
            PersonLoad load = of(person.id());
            long calibration = load.getCalibration();
            if (there.contains(person) && weight > 0 && !steady.contains(person)) {
                calibration = received * person.weight() / weight - load.getAssigned() * LEAD;
            }
            people.put(
                    person.id(),
                    new PersonLoad(
                            person.id(),
                            load.getOpenLeads(),
                            load.getLastTurn(),
                            load.getAssigned(),
                            calibration,
                            !there.contains(person),
                            load.getDays()));
        }
    }

    void give(String representativeId, LocalDate day) {
        PersonLoad load = of(representativeId);
        turns++;
        last = representativeId;
        people.put(
                representativeId,
                new PersonLoad(
                        representativeId,
                        load.getOpenLeads() + 1,
                        turns,
                        load.getAssigned() + 1,
                        load.getCalibration(),
                        load.getAway(),
                        counted(load.getDays(), (int) day.toEpochDay())));
    }

    void takeBack(String representativeId) {
        PersonLoad load = of(representativeId);
        people.put(
                representativeId,
                new PersonLoad(
                        representativeId,
                        load.getOpenLeads() - 1,
                        load.getLastTurn(),
                        load.getAssigned(),
                        load.getCalibration(),
                        load.getAway(),
                        load.getDays()));
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
                .limit(DAYS_KEPT)
                .map(count -> new DayCount(count.getKey(), count.getValue()))
                .toList();
    }
}
