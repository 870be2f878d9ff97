// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    @Test
    void shouldSolveASystemByCholesky() {
        double[][] a = {{4, 2, 1}, {2, 5, 3}, {1, 3, 6}};
        double[] x = Cholesky.solve(new double[][] {{4, 2, 1}, {2, 5, 3}, {1, 3, 6}}, new double[] {11, 21, 25});
        for (int i = 0; i < 3; i++) {
            double left = 0;
            for (int j = 0; j < 3; j++) {
                left += a[i][j] * x[j];
            }
            assertThat(left).isCloseTo(new double[] {11, 21, 25}[i], within(1e-12));
        }
    }

    @Test
    void shouldRefuseAMatrixThatIsNotPositiveDefinite() {
        assertThatThrownBy(() -> Cholesky.solve(new double[][] {{1, 2}, {2, 1}}, new double[] {1, 1}))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldFindTheLogarithmOfTheOddsWhenThereIsOneGroup() {
        List<double[]> rows = new ArrayList<>();
        boolean[] won = new boolean[100];
        for (int i = 0; i < 100; i++) {
            rows.add(new double[] {0});
            won[i] = i < 20;
        }
        var fit = LogisticRegression.fit(rows, won, 1);
        assertThat(fit.intercept()).isCloseTo(Math.log(0.2 / 0.8), within(1e-6));
        assertThat(fit.weights().get(0)).isZero();
    }

    @Test
    void shouldStandWhereTheGradientIsZero() {
        var random = new Random(11);
        List<double[]> rows = new ArrayList<>();
        boolean[] won = new boolean[400];
        for (int i = 0; i < won.length; i++) {
            double[] row = {random.nextGaussian(), random.nextInt(2), random.nextGaussian() * 3};
            rows.add(row);
            won[i] = random.nextDouble() < LogisticRegression.sigmoid(row[0] - 2 * row[1] + 0.3);
        }
        double penalty = 2.5;
        var fit = LogisticRegression.fit(rows, won, penalty);
        double[] gradient = new double[4];
        for (int i = 0; i < won.length; i++) {
            double odds = fit.intercept();
            for (int j = 0; j < 3; j++) {
                odds += fit.weights().get(j) * rows.get(i)[j];
            }
            double residual = LogisticRegression.sigmoid(odds) - (won[i] ? 1 : 0);
            for (int j = 0; j < 3; j++) {
                gradient[j] += residual * rows.get(i)[j];
            }
            gradient[3] += residual;
        }
        for (int j = 0; j < 3; j++) {
            assertThat(gradient[j] + penalty * fit.weights().get(j)).isCloseTo(0, within(1e-4));
        }
        assertThat(gradient[3]).isCloseTo(0, within(1e-4));
        assertThat(fit.weights().get(0)).isBetween(0.6, 1.4);
        assertThat(fit.weights().get(1)).isBetween(-2.6, -1.2);
    }

    @Test
    void shouldComeToAnEndWhenTheOutcomeIsCertain() {
        List<double[]> rows = new ArrayList<>();
        boolean[] won = new boolean[60];
        for (int i = 0; i < 60; i++) {
            rows.add(new double[] {i < 30 ? 100 : -100});
            won[i] = i < 30;
        }
        var fit = LogisticRegression.fit(rows, won, 1e-3);
        assertThat(fit.rounds()).isLessThan(100);
        assertThat(fit.weights().get(0)).isPositive().isFinite();
    }

    @Test
    void shouldHoldWeightsBackMoreWhenThePenaltyIsHigher() {
        List<double[]> rows = new ArrayList<>();
        boolean[] won = new boolean[60];
        for (int i = 0; i < 60; i++) {
            rows.add(new double[] {i % 3});
            won[i] = i % 3 == 2 || i % 7 == 0;
        }
        double loose = LogisticRegression.fit(rows, won, 0.1).weights().get(0);
        double tight = LogisticRegression.fit(rows, won, 100).weights().get(0);
        assertThat(Math.abs(tight)).isLessThan(Math.abs(loose) / 2);
    }
}
