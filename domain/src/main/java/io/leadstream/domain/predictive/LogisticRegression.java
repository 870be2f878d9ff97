// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import java.util.Arrays;
import java.util.List;

/**
 * L2-regularised logistic regression: the weights that minimise the sum of log losses plus half the penalty times the sum
 * of squared weights, the intercept left free. With a penalty above 0 there is exactly one such set of weights; Newton's
 * method (iteratively reweighted least squares) finds it, without chance and on one thread.
 *
 * @param intercept logarithm of the odds when every feature is 0
 * @param weights one for each feature
 * @param rounds how many steps it took
 */
record LogisticRegression(double intercept, List<Double> weights, int rounds) {

    private static final int MOST_ROUNDS = 100;
    private static final int MOST_HALVINGS = 30;
    private static final double SETTLED = 1e-10;

    /** Fits rows with outcomes; the penalty is above 0. */
    static LogisticRegression fit(List<double[]> rows, boolean[] outcomes, double penalty) {
        var problem = new Problem(rows, outcomes, penalty);
        double[] weights = new double[problem.size];
        double loss = problem.loss(weights);
        int round = 0;
        boolean settled = false;
        while (!settled && round < MOST_ROUNDS) {
            round++;
            double[] step = problem.newtonStep(weights);
            double share = 1;
            double[] next = moved(weights, step, share);
            double nextLoss = problem.loss(next);
            // The loss is convex, so a shorter step in the same direction always helps, until there is no room left.
            for (int halving = 0; nextLoss > loss && halving < MOST_HALVINGS; halving++) {
                share /= 2;
                next = moved(weights, step, share);
                nextLoss = problem.loss(next);
            }
            settled = loss - nextLoss <= SETTLED * loss;
            if (nextLoss <= loss) {
                weights = next;
                loss = nextLoss;
            }
        }
        int intercept = problem.size - 1;
        return new LogisticRegression(
                weights[intercept], Arrays.stream(weights, 0, intercept).boxed().toList(), round);
    }

    /** 1 / (1 + e^-x), the same bits on every machine. */
    static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static double[] moved(double[] from, double[] step, double share) {
        double[] to = new double[from.length];
        for (int j = 0; j < to.length; j++) {
            to[j] = from[j] - share * step[j];
        }
        return to;
    }

    /** The rows without their zeros, with a last column of ones for the intercept. */
    private static final class Problem {

        private final int size;
        private final int[][] columns;
        private final double[][] values;
        private final boolean[] outcomes;
        private final double penalty;

        Problem(List<double[]> rows, boolean[] outcomes, double penalty) {
            this.size = rows.get(0).length + 1;
            this.columns = new int[rows.size()][];
            this.values = new double[rows.size()][];
            this.outcomes = outcomes;
            this.penalty = penalty;
            int[] places = new int[size];
            for (int i = 0; i < rows.size(); i++) {
                double[] row = rows.get(i);
                int count = 0;
                for (int j = 0; j < row.length; j++) {
                    if (row[j] != 0) {
                        places[count++] = j;
                    }
                }
                columns[i] = new int[count + 1];
                values[i] = new double[count + 1];
                for (int k = 0; k < count; k++) {
                    columns[i][k] = places[k];
                    values[i][k] = row[places[k]];
                }
                columns[i][count] = size - 1;
                values[i][count] = 1;
            }
        }

        private double odds(int row, double[] weights) {
            double sum = 0;
            for (int k = 0; k < columns[row].length; k++) {
                sum += weights[columns[row][k]] * values[row][k];
            }
            return sum;
        }

        double loss(double[] weights) {
            double loss = 0;
            for (int i = 0; i < columns.length; i++) {
                double odds = odds(i, weights);
                double against = outcomes[i] ? -odds : odds;
                // log(1 + e^a) without overflow.
                loss += Math.max(against, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(against)));
            }
            for (int j = 0; j < size - 1; j++) {
                loss += penalty / 2 * weights[j] * weights[j];
            }
            return loss;
        }

        double[] newtonStep(double[] weights) {
            double[] gradient = new double[size];
            double[][] curvature = new double[size][size];
            for (int i = 0; i < columns.length; i++) {
                double p = sigmoid(odds(i, weights));
                double residual = p - (outcomes[i] ? 1 : 0);
                double weight = p * (1 - p);
                int[] at = columns[i];
                double[] value = values[i];
                for (int a = 0; a < at.length; a++) {
                    gradient[at[a]] += residual * value[a];
                    double scaled = weight * value[a];
                    double[] row = curvature[at[a]];
                    for (int b = 0; b <= a; b++) {
                        row[at[b]] += scaled * value[b];
                    }
                }
            }
            for (int j = 0; j < size; j++) {
                gradient[j] += j < size - 1 ? penalty * weights[j] : 0;
                // A hair for the intercept, so that outcomes that are all but certain leave something to divide by.
                curvature[j][j] += j < size - 1 ? penalty : SETTLED;
            }
            return Cholesky.solve(curvature, gradient);
        }
    }
}
