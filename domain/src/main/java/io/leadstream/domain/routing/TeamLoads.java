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
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
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
    static long carried(PersonLoad load) {
        return load.getOpenLeads() * LEAD + load.getHandicap();
    }

    /** What somebody got, with the head start, in thousandths of a lead. */
    static long received(PersonLoad load) {
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
     * Sees who is there, by places among the members. Who joins or comes back starts at the mean of those who were there
     * all along, relative to weight, so that nobody is flooded; when the whole team comes at once, everybody starts at
     * its mean of what was received, and with the own open leads. Whoever left the team and comes back is no different.
     * Says whether anything changed.
     */
    boolean notice(List<Person> members, BitSet there) {
        if (settled(members, there)) {
            return false;
        }
        Mean steady = new Mean();
        Mean known = new Mean();
        Mean carried = new Mean();
        Mean open = new Mean();
        for (int i = there.nextSetBit(0); i >= 0; i = there.nextSetBit(i + 1)) {
            Person person = members.get(i);
            PersonLoad load = people.get(person.id());
            if (load != null) {
                known.add(received(load), person);
                if (!load.getAway()) {
                    steady.add(received(load), person);
                    carried.add(carried(load), person);
                    if (load.getHandicap() == 0) {
                        open.add(carried(load), person);
                    }
                }
            }
        }
        Mean received = steady.isOfNobody() ? known : steady;
        boolean changed = false;
        for (int i = 0; i < members.size(); i++) {
            Person person = members.get(i);
            boolean present = there.get(i);
            PersonLoad load = of(person.id());
            long calibration = load.getCalibration();
            long handicap = load.getHandicap();
            if (present && load.getAway()) {
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
        return missed(members, there.cardinality()) || changed;
    }

    /** Whoever is no member any more is away, so that they join like others should they come back. */
    private boolean missed(List<Person> members, int there) {
        if (isOnlyOf(members, there)) {
            return false;
        }
        Set<String> ids = new HashSet<>();
        members.forEach(member -> ids.add(member.id()));
        people.replaceAll((id, load) -> load.getAway() || ids.contains(id)
                ? load
                : with(load, load.getOpenLeads(), true, load.getCalibration(), load.getHandicap()));
        return true;
    }

    /** Nobody but members counts as present. */
    private boolean isOnlyOf(List<Person> members, int there) {
        if (people.size() == members.size()) {
            return true;
        }
        int present = 0;
        for (PersonLoad load : people.values()) {
            present += load.getAway() ? 0 : 1;
        }
        return present == there;
    }

    /** Nobody came or went, and nobody has a head start that may shrink: nearly always so. */
    private boolean settled(List<Person> members, BitSet there) {
        for (int i = 0; i < members.size(); i++) {
            PersonLoad load = people.get(members.get(i).id());
            if (load == null || load.getAway() == there.get(i) || (there.get(i) && load.getHandicap() > 0)) {
                return false;
            }
        }
        return isOnlyOf(members, there.cardinality());
    }

    void give(Person person, Instant at) {
        PersonLoad load = of(person.id());
        int day = (int) person.calendar().dateOf(at).toEpochDay();
        long hour = person.calendar().hourOf(at);
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
                        counted(
                                load.getDays(),
                                DayCount::getEpochDay,
                                day,
                                so -> new DayCount(day, so == null ? 1 : so.getLeads() + 1)),
                        counted(
                                load.getHours(),
                                HourCount::getEpochHour,
                                hour,
                                so -> new HourCount(hour, so == null ? 1 : so.getLeads() + 1)),
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

    /** In the order of their names. */
    Iterable<String> waitingKinds() {
        return queue.keySet();
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

    /** One more in a period: the newest first, and no more than are kept. {@code oneMore} gets what was counted in it. */
    private static <C> List<C> counted(
            List<C> counts, ToLongFunction<C> periodOf, long period, Function<@Nullable C, C> oneMore) {
        List<C> after = new ArrayList<>(PERIODS_KEPT + 1);
        int newer = 0;
        while (newer < counts.size() && periodOf.applyAsLong(counts.get(newer)) > period) {
            after.add(counts.get(newer++));
        }
        boolean met = newer < counts.size() && periodOf.applyAsLong(counts.get(newer)) == period;
        after.add(oneMore.apply(met ? counts.get(newer) : null));
        after.addAll(counts.subList(met ? newer + 1 : newer, counts.size()));
        return after.size() > PERIODS_KEPT ? List.copyOf(after.subList(0, PERIODS_KEPT)) : after;
    }

    /** A mean level: an amount over the weight of those who have it. */
    private static final class Mean {

        private long amount;
        private long weight;

        void add(long has, Person person) {
            amount += has;
            weight += person.weight();
        }

        boolean isOfNobody() {
            return weight == 0;
        }

        /** What somebody would have at this level; {@code otherwise} when there is nobody to take it from. */
        long share(Person person, long otherwise) {
            return weight == 0 ? otherwise : amount * person.weight() / weight;
        }
    }
}
