// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receiver operating characteristic: which share of the lost leads one takes along for which share of the won ones.
 *
 * @param auc the area under it: the chance that a won lead has a higher score than a lost one, equal scores counting half
 * @param points from (0, 0) to (1, 1), one after each distinct score
 */
public record RocCurve(double auc, List<Point> points) {

    /**
     * A threshold's outcome.
     *
     * @param falsePositiveRate share of the lost leads at or above it
     * @param truePositiveRate share of the won leads at or above it
     */
    public record Point(double falsePositiveRate, double truePositiveRate) {}

    /** The curve; null unless there are won and lost leads. */
    public static @Nullable RocCurve of(ScoredOutcomes outcomes) {
        if (!outcomes.comparable()) {
            return null;
        }
        double won = (double) outcomes.positives();
        double lost = (double) outcomes.negatives();
        var points = new ArrayList<Point>();
        points.add(new Point(0, 0));
        long wonAbove = 0;
        long lostAbove = 0;
        double area = 0;
        for (ScoredOutcomes.Group group : outcomes.groups()) {
            long lostHere = group.size() - group.positives();
            // Mann-Whitney: every pair of a lost lead here with a won one above it, and half of those of equal score.
            area += lostHere * (wonAbove + group.positives() / 2.0);
            wonAbove += group.positives();
            lostAbove += lostHere;
            points.add(new Point(lostAbove / lost, wonAbove / won));
        }
        return new RocCurve(area / won / lost, List.copyOf(points));
    }

    /** At most so many of the points, first and last included: enough to draw it. */
    public List<Point> thinned(int most) {
        if (points.size() <= most) {
            return points;
        }
        var kept = new ArrayList<Point>(most);
        for (int i = 0; i < most; i++) {
            kept.add(points.get((int) ((long) i * (points.size() - 1) / (most - 1))));
        }
        return kept;
    }
}
