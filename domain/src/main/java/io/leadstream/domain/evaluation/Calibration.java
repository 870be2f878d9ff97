// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether probabilities mean what they say.
 *
 * @param brier mean squared distance from the outcome (1 won, 0 lost): 0 is best; always saying the base rate p gives
 *     p (1 - p)
 * @param logLoss mean negative logarithm of the probability that was given to what happened
 * @param error mean distance between said and observed over the bins, weighed by their leads
 * @param bins lowest probabilities first, about equally many leads in each
 */
public record Calibration(double brier, double logLoss, double error, List<Bin> bins) {

    /** Keeps a certain mistake from costing infinitely much. */
    private static final double LEAST = 1e-15;

    /**
     * Leads of about one probability.
     *
     * @param predicted mean of what was said of them
     * @param observed what came of them
     */
    public record Bin(double predicted, Rate observed) {}

    /**
     * Checks probabilities.
     *
     * @param outcomes with probabilities from 0 to 1 as scores, at least one
     * @param most bins; leads of one probability are never parted
     */
    public static Calibration of(ScoredOutcomes outcomes, int most) {
        double squares = 0;
        double logs = 0;
        double distance = 0;
        var bins = new ArrayList<Bin>(most);
        List<ScoredOutcomes.Group> groups = outcomes.groups();
        double said = 0;
        long leads = 0;
        long won = 0;
        long seen = 0;
        for (int i = groups.size() - 1; i >= 0; i--) {
            ScoredOutcomes.Group group = groups.get(i);
            double p = group.score();
            long lostHere = group.size() - group.positives();
            squares += group.positives() * (1 - p) * (1 - p) + lostHere * p * p;
            logs -= group.positives() * log(p) + lostHere * log(1 - p);
            said += p * group.size();
            leads += group.size();
            won += group.positives();
            seen += group.size();
            boolean full = seen * most >= outcomes.size() * (bins.size() + 1L);
            if (full || i == 0) {
                bins.add(new Bin(said / leads, new Rate(won, leads)));
                distance += Math.abs(said - won);
                said = 0;
                leads = 0;
                won = 0;
            }
        }
        double all = (double) outcomes.size();
        return new Calibration(squares / all, logs / all, distance / all, List.copyOf(bins));
    }

    private static double log(double probability) {
        return StrictMath.log(Math.max(LEAST, probability));
    }
}
