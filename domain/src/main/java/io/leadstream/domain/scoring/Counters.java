// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one lead's activities by type and UTC day. They hold integers only and are the same for the same hits in any
 * order; a hit on the newest day costs the same however many came before.
 */
final class Counters {

    private Counters() {}

    /** The counter of a type, or null when the lead has none. */
    static @Nullable ActivityCounter find(List<ActivityCounter> counters, String type) {
        for (int i = 0; i < counters.size(); i++) {
            ActivityCounter counter = counters.get(i);
            if (counter.getType().equals(type)) {
                return counter;
            }
        }
        return null;
    }

    /** A counter without hits. */
    static ActivityCounter empty(String type) {
        return new ActivityCounter(type, 0L, 0L, Integer.MIN_VALUE, 0, 0, 0L, Packed.empty());
    }

    /** A new counter in its place within the list, which is sorted by type. */
    static ActivityCounter insert(List<ActivityCounter> counters, String type) {
        ActivityCounter counter = empty(type);
        int place = 0;
        while (place < counters.size() && counters.get(place).getType().compareTo(type) < 0) {
            place++;
        }
        counters.add(place, counter);
        return counter;
    }

    /**
     * Counts one hit of a lead under a name, at a time up to which the lead's old days have been rolled.
     *
     * @param limit most hits of a day that count
     * @return whether the hit counts; false when the limit cuts it
     */
    static boolean hit(LeadState lead, String name, long occurredAt, int limit) {
        int day = Days.of(occurredAt);
        ActivityCounter counter = find(lead.getCounters(), name);
        if (counter == null) {
            counter = insert(lead.getCounters(), name);
        }
        int oldestKept = Days.oldestKept(Days.of(lead.getUpdatedAt()));
        int newestBefore = counter.getNewestDay();
        boolean counts = add(counter, day, oldestKept, limit);
        if (day >= newestBefore) {
            int millis = Days.millisInto(occurredAt);
            counter.setNewestMillis(day > newestBefore ? millis : Math.max(millis, counter.getNewestMillis()));
        }
        if (day >= oldestKept) {
            lead.setOldestDay(Math.min(day, lead.getOldestDay()));
        }
        return counts;
    }

    /**
     * Counts one hit.
     *
     * @param oldestKept oldest day that is kept apart
     * @param limit most hits of a day that count
     * @return whether the hit counts; false when the limit cuts it
     */
    static boolean add(ActivityCounter counter, int day, int oldestKept, int limit) {
        long hitsThen = day < oldestKept ? addRolled(counter, day) : addKept(counter, day);
        counter.setTotal(counter.getTotal() + 1);
        boolean counts = hitsThen <= limit;
        if (!counts) {
            counter.setCut(counter.getCut() + 1);
        }
        return counts;
    }

    private static long addRolled(ActivityCounter counter, int day) {
        counter.setRolled(counter.getRolled() + 1);
        if (day > counter.getNewestDay()) {
            counter.setNewestDay(day);
        }
        return counter.getRolled();
    }

    private static int addKept(ActivityCounter counter, int day) {
        int newest = counter.getNewestDay();
        if (day == newest) {
            counter.setNewestCount(counter.getNewestCount() + 1);
            return counter.getNewestCount();
        }
        if (day < newest) {
            return insertDay(counter, day);
        }
        if (counter.getNewestCount() > 0) {
            byte[] packed = Packed.bytes(counter.getDays());
            var writer = new DayWriter(day, packed.length + 10);
            writer.write(newest, counter.getNewestCount());
            writer.copy(packed);
            counter.setDays(writer.toBytes());
        }
        counter.setNewestDay(day);
        counter.setNewestCount(1);
        return 1;
    }

    /** A late hit: finds or makes its day among the older ones. */
    private static int insertDay(ActivityCounter counter, int day) {
        var reader = new DayReader(counter);
        var writer = new DayWriter(counter.getNewestDay(), counter.getDays().remaining() + 10);
        int hitsThen = 0;
        reader.next();
        while (reader.next()) {
            int hits = reader.hits();
            if (reader.day() == day) {
                hits++;
                hitsThen = hits;
            } else if (reader.day() < day && hitsThen == 0) {
                writer.write(day, 1);
                hitsThen = 1;
            }
            writer.write(reader.day(), hits);
        }
        if (hitsThen == 0) {
            writer.write(day, 1);
            hitsThen = 1;
        }
        counter.setDays(writer.toBytes());
        return hitsThen;
    }

    /** Rolls the days before the oldest kept one into one, and sets what the limit cuts; false when there are none. */
    static boolean roll(ActivityCounter counter, int oldestKept, int limit) {
        var reader = new DayReader(counter);
        var writer = new DayWriter(counter.getNewestDay(), counter.getDays().remaining());
        long rolled = 0;
        boolean newest = true;
        while (reader.next()) {
            if (reader.day() < oldestKept) {
                rolled += reader.hits();
            } else if (!newest) {
                writer.write(reader.day(), reader.hits());
            }
            newest = false;
        }
        if (rolled == 0) {
            return false;
        }
        counter.setRolled(counter.getRolled() + rolled);
        counter.setDays(writer.toBytes());
        if (counter.getNewestDay() < oldestKept) {
            counter.setNewestCount(0);
        }
        recut(counter, limit);
        return true;
    }

    /** Adds the hits of another counter of the same type, whose days end no later than those of the lead it comes to. */
    static void unite(ActivityCounter counter, ActivityCounter other, int oldestKept, int limit) {
        var hitsByDay = new TreeMap<Integer, Integer>(Comparator.reverseOrder());
        long rolled = counter.getRolled() + other.getRolled();
        for (ActivityCounter each : List.of(counter, other)) {
            var reader = new DayReader(each);
            while (reader.next()) {
                if (reader.day() < oldestKept) {
                    rolled += reader.hits();
                } else {
                    hitsByDay.merge(reader.day(), reader.hits(), Integer::sum);
                }
            }
        }
        counter.setNewestMillis(newestMillis(counter, other));
        int newest = Math.max(counter.getNewestDay(), other.getNewestDay());
        Integer hitsThen = hitsByDay.remove(newest);
        var writer = new DayWriter(newest, 10 * hitsByDay.size());
        hitsByDay.forEach(writer::write);
        counter.setNewestDay(newest);
        counter.setNewestCount(hitsThen == null ? 0 : hitsThen);
        counter.setDays(writer.toBytes());
        counter.setRolled(rolled);
        counter.setTotal(counter.getTotal() + other.getTotal());
        recut(counter, limit);
    }

    private static int newestMillis(ActivityCounter one, ActivityCounter other) {
        if (one.getNewestDay() == other.getNewestDay()) {
            return Math.max(one.getNewestMillis(), other.getNewestMillis());
        }
        return one.getNewestDay() > other.getNewestDay() ? one.getNewestMillis() : other.getNewestMillis();
    }

    /** When the newest hit was, in UTC milliseconds. */
    static long newestAt(ActivityCounter counter) {
        return Days.startMillis(counter.getNewestDay()) + counter.getNewestMillis();
    }

    /** Sets what a daily limit cuts. */
    static void recut(ActivityCounter counter, int limit) {
        counter.setCut(counter.getTotal() - counted(counter, limit));
    }

    private static long counted(ActivityCounter counter, int limit) {
        long counted = Math.min(counter.getRolled(), limit);
        var reader = new DayReader(counter);
        while (reader.next()) {
            counted += Math.min(reader.hits(), limit);
        }
        return counted;
    }

    /** Oldest day that is kept apart; the greatest int when there is none. */
    static int oldestDay(ActivityCounter counter) {
        int oldest = Integer.MAX_VALUE;
        var reader = new DayReader(counter);
        while (reader.next()) {
            oldest = reader.day();
        }
        return oldest;
    }

    /**
     * The counted hits, each weighed by its age.
     *
     * @param latestDay day of the lead's latest event, from which the rolled days are at least {@link Days#ROLLED_AGE} away
     */
    static long weighed(ActivityCounter counter, int asOfDay, int latestDay, int limit, Fading fading) {
        long rolled = Math.min(counter.getRolled(), limit);
        long sum = rolled == 0 ? 0 : rolled * fading.weight(Days.ROLLED_AGE + asOfDay - latestDay);
        var reader = new DayReader(counter);
        while (reader.next()) {
            sum += Math.min(reader.hits(), limit) * fading.weight(asOfDay - reader.day());
        }
        return sum;
    }
}
