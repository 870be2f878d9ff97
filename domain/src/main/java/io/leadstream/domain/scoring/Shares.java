// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.rules.Measure;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MeasureShare;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What leads that have become part of one did by measures with a condition. Each measure is counted where the events come,
 * under the id that is gone, since that is where they are recorded and can be counted back; the lead that is left holds the
 * newest count of each, and its own and theirs are added up whenever a rule asks.
 */
final class Shares {

    private Shares() {}

    /** The counter of a type or measure with all that counts for it, or null when nothing does. */
    static @Nullable ActivityCounter counter(LeadState lead, String name, int limit) {
        ActivityCounter own = Counters.find(lead.getCounters(), name);
        if (lead.getShares().isEmpty() || !Measure.isConditional(name)) {
            return own;
        }
        ActivityCounter all =
                own == null ? null : ActivityCounter.newBuilder(own).build();
        int oldestKept = Days.oldestKept(Days.of(lead.getUpdatedAt()));
        for (MeasureShare share : lead.getShares()) {
            ActivityCounter theirs = Counters.find(share.getCounters(), name);
            if (theirs != null) {
                all = all == null ? Counters.empty(name) : all;
                Counters.unite(all, theirs, oldestKept, limit);
            }
        }
        return all;
    }

    /** Whether any of the named counters has had a hit after a time. */
    static boolean anyAfter(LeadState lead, Set<String> names, long time) {
        if (anyAfter(lead.getCounters(), names, time)) {
            return true;
        }
        for (MeasureShare share : lead.getShares()) {
            if (anyAfter(share.getCounters(), names, time)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyAfter(List<ActivityCounter> counters, Set<String> names, long time) {
        for (ActivityCounter counter : counters) {
            if (Counters.newestAt(counter) > time && names.contains(counter.getType())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the newest count of a lead that is gone over, in the order of ids.
     *
     * @return whether it is new; false also beyond so many leads
     */
    static boolean take(LeadState lead, MeasureShare share, int most) {
        List<MeasureShare> known = lead.getShares();
        int place = 0;
        while (place < known.size() && known.get(place).getLeadId().compareTo(share.getLeadId()) < 0) {
            place++;
        }
        if (place < known.size() && known.get(place).getLeadId().equals(share.getLeadId())) {
            boolean newer = known.get(place).getRevision() < share.getRevision();
            if (newer) {
                known.set(place, share);
            }
            return newer;
        }
        boolean room = known.size() < most;
        if (room) {
            known.add(place, share);
        }
        return room;
    }

    /** Parts a lead that is about to go from its measures: its stub counts on, and has handed them over once. */
    static void part(String leadId, LeadState leaving, LeadState stub) {
        stub.setMeasuresVersion(leaving.getMeasuresVersion());
        stub.setUpdatedAt(leaving.getUpdatedAt());
        stub.setOldestDay(Integer.MAX_VALUE);
        List<ActivityCounter> counters = leaving.getCounters();
        // By index: an iterator over what Avro has decoded removes nothing.
        for (int i = counters.size() - 1; i >= 0; i--) {
            if (Measure.isConditional(counters.get(i).getType())) {
                ActivityCounter counter = counters.remove(i);
                stub.getCounters().add(0, counter);
                stub.setOldestDay(Math.min(stub.getOldestDay(), Counters.oldestDay(counter)));
            }
        }
        stub.setShareDue(!stub.getCounters().isEmpty());
        MeasureShare share = handOver(leadId, stub);
        if (share != null) {
            take(leaving, share, Integer.MAX_VALUE);
        }
    }

    /** Drops what no rules ask for any more. */
    static void fit(LeadState stub, Measures measures) {
        int before = stub.getCounters().size();
        measures.fit(stub);
        stub.setShareDue(stub.getShareDue() || stub.getCounters().size() < before);
    }

    /** Counts what came under the id of a lead that is gone, by the measures that take it. */
    static void count(LeadState stub, Measures measures, Hit hit) {
        if (hit.at() > stub.getUpdatedAt()) {
            stub.setUpdatedAt(hit.at());
            int oldestKept = Days.oldestKept(Days.of(hit.at()));
            if (stub.getOldestDay() < oldestKept) {
                stub.getCounters().forEach(counter -> Counters.roll(counter, oldestKept, Integer.MAX_VALUE));
                stub.setOldestDay(stub.getCounters().stream()
                        .mapToInt(Counters::oldestDay)
                        .min()
                        .orElse(Integer.MAX_VALUE));
            }
        }
        for (String measure : measures.taking(hit)) {
            Counters.hit(stub, measure, hit.at(), Integer.MAX_VALUE);
            stub.setShareDue(true);
        }
    }

    /** What is to be handed over, once; null when nothing has changed since. */
    static @Nullable MeasureShare handOver(String leadId, LeadState stub) {
        if (!stub.getShareDue()) {
            return null;
        }
        stub.setShareDue(false);
        stub.setShareRevision(stub.getShareRevision() + 1);
        List<ActivityCounter> counters = stub.getCounters().stream()
                .map(counter -> ActivityCounter.newBuilder(counter).build())
                .toList();
        return new MeasureShare(leadId, stub.getShareRevision(), counters);
    }
}
