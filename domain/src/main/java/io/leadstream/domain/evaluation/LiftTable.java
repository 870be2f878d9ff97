// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leads in slices of equal size by falling score. Where a border cuts through leads of one score, the won ones among
 * these are spread evenly, since any order among them would be made up; so a slice's won leads need not be whole.
 *
 * @param baseRate share of all leads that were won
 * @param slices highest scores first
 */
public record LiftTable(double baseRate, List<Slice> slices) {

    /**
     * A slice.
     *
     * @param number from 1
     * @param highest score of its first lead
     * @param lowest score of its last lead
     * @param leads how many
     * @param positives won leads among them
     * @param precision share of them that was won
     * @param lift precision over the base rate
     * @param captured share of all won leads in this and the slices before
     * @param cumulativeLift precision of this and the slices before, over the base rate
     */
    public record Slice(
            int number,
            double highest,
            double lowest,
            long leads,
            double positives,
            double precision,
            double lift,
            double captured,
            double cumulativeLift) {}

    /** Ten slices, fewer when there are fewer leads; null unless there are won and lost leads. */
    public static @Nullable LiftTable deciles(ScoredOutcomes outcomes) {
        if (!outcomes.comparable()) {
            return null;
        }
        int count = (int) Math.min(10, outcomes.size());
        double baseRate = (double) outcomes.positives() / outcomes.size();
        var slices = new ArrayList<Slice>(count);
        var walk = new Walk(outcomes.groups());
        long taken = 0;
        for (int number = 1; number <= count; number++) {
            long border = outcomes.size() * number / count;
            double before = walk.positives;
            double highest = walk.scoreOfNext();
            walk.to(border);
            long leads = border - taken;
            double precision = (walk.positives - before) / leads;
            slices.add(new Slice(
                    number,
                    highest,
                    walk.scoreOfLast(),
                    leads,
                    walk.positives - before,
                    precision,
                    precision / baseRate,
                    walk.positives / outcomes.positives(),
                    walk.positives / border / baseRate));
            taken = border;
        }
        return new LiftTable(baseRate, List.copyOf(slices));
    }

    /** Goes down the leads, counting the won ones, a group's evenly over its leads. */
    private static final class Walk {

        private final List<ScoredOutcomes.Group> groups;
        private int next;
        private long within;
        private long place;
        private double positives;
        private double wholePositives;

        Walk(List<ScoredOutcomes.Group> groups) {
            this.groups = groups;
        }

        double scoreOfNext() {
            return groups.get(next).score();
        }

        double scoreOfLast() {
            return groups.get(within > 0 ? next : next - 1).score();
        }

        void to(long border) {
            while (place < border) {
                ScoredOutcomes.Group group = groups.get(next);
                long step = Math.min(border - place, group.size() - within);
                place += step;
                within += step;
                if (within == group.size()) {
                    wholePositives += group.positives();
                    positives = wholePositives;
                    within = 0;
                    next++;
                } else {
                    positives = wholePositives + (double) group.positives() * within / group.size();
                }
            }
        }
    }
}
