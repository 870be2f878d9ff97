// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.domain.rules.Measure;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.List;

/** A lead's counters while an event changes them; the verdict is told what that may mean for points. */
final class Counting {

    private static final int MOST_TYPES = 500;

    private final LeadState state;
    private final Measures measures;
    private final int limit;
    private final Verdict verdict;

    Counting(LeadState state, Measures measures, int limit, Verdict verdict) {
        this.state = state;
        this.measures = measures;
        this.limit = limit;
        this.verdict = verdict;
    }

    /** Rolls the days before the oldest kept one into one. */
    void roll(int oldestKept) {
        int oldest = Integer.MAX_VALUE;
        for (ActivityCounter counter : state.getCounters()) {
            if (Counters.roll(counter, oldestKept, limit)) {
                verdict.pointsChange();
            }
            oldest = Math.min(oldest, Counters.oldestDay(counter));
        }
        state.setOldestDay(oldest);
    }

    /**
     * Counts an activity, and by its properties the measures that take it. The daily limit cuts each of these by itself,
     * as it does a type.
     *
     * @param byType whether it is counted by its type alone
     */
    void count(Hit hit, boolean byType) {
        requireRoomFor(hit.type());
        count(hit.type(), hit.at());
        if (!byType) {
            measures.taking(hit).forEach(measure -> count(measure, hit.at()));
        }
    }

    private void count(String name, long occurredAt) {
        if (Counters.hit(state, name, occurredAt, limit)) {
            verdict.counted(name);
        } else {
            verdict.cut(name);
        }
    }

    private void requireRoomFor(String type) {
        if (Measure.isConditional(type)) {
            throw new LeadRefusedException("no type of activity has a { in it");
        }
        List<ActivityCounter> counters = state.getCounters();
        if (counters.size() >= MOST_TYPES && Counters.find(counters, type) == null && types(counters) >= MOST_TYPES) {
            throw new LeadRefusedException("a lead has at most " + MOST_TYPES + " types of activity");
        }
    }

    /** Measures are bounded by the rules. */
    private static long types(List<ActivityCounter> counters) {
        return counters.stream()
                .filter(counter -> !Measure.isConditional(counter.getType()))
                .count();
    }

    /** Adds the types that another lead's activities were of, up to whose latest event the days have been rolled. */
    void unite(List<ActivityCounter> others) {
        int oldestKept = Days.oldestKept(Days.of(state.getUpdatedAt()));
        for (ActivityCounter other : others) {
            ActivityCounter counter = Counters.find(state.getCounters(), other.getType());
            if (counter == null) {
                requireRoomFor(other.getType());
                counter = Counters.insert(state.getCounters(), other.getType());
            }
            Counters.unite(counter, other, oldestKept, limit);
            state.setOldestDay(Math.min(state.getOldestDay(), Counters.oldestDay(counter)));
            verdict.counted(other.getType());
        }
    }
}
