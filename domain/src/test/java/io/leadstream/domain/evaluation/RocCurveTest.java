// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RocCurveTest {

    private static ScoredOutcomes outcomes(double[] scores, boolean[] won) {
        var outcomes = new ScoredOutcomes();
        for (int i = 0; i < scores.length; i++) {
            outcomes.add(scores[i], won[i]);
        }
        return outcomes;
    }

    @Test
    void shouldBePerfectWhenEveryWonLeadIsAboveEveryLostOne() {
        var roc = requireNonNull(
                RocCurve.of(outcomes(new double[] {9, 8, 2, 1}, new boolean[] {true, true, false, false})));
        assertThat(roc.auc()).isEqualTo(1.0);
        assertThat(roc.points()).first().isEqualTo(new RocCurve.Point(0, 0));
        assertThat(roc.points()).last().isEqualTo(new RocCurve.Point(1, 1));
    }

    @Test
    void shouldBeAHalfWhenAllScoresAreEqual() {
        var roc = requireNonNull(RocCurve.of(outcomes(new double[] {5, 5, 5}, new boolean[] {true, false, false})));
        assertThat(roc.auc()).isEqualTo(0.5);
    }

    @Test
    void shouldCountPairsAsTheDefinitionDoes() {
        // The textbook example of scikit-learn's roc_auc_score: 0.75.
        var roc = requireNonNull(
                RocCurve.of(outcomes(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true})));
        assertThat(roc.auc()).isEqualTo(0.75);
    }

    @Test
    void shouldAgreeWithCountingEveryPairWhenScoresTie() {
        var random = new Random(7);
        double[] scores = random.ints(300, 0, 12).asDoubleStream().toArray();
        boolean[] won = new boolean[scores.length];
        double pairs = 0;
        double better = 0;
        for (int i = 0; i < won.length; i++) {
            won[i] = random.nextInt(14) < scores[i];
        }
        for (int i = 0; i < won.length; i++) {
            for (int j = 0; j < won.length; j++) {
                if (won[i] && !won[j]) {
                    pairs++;
                    better += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        assertThat(requireNonNull(RocCurve.of(outcomes(scores, won))).auc()).isCloseTo(better / pairs, within(1e-12));
    }

    @Test
    void shouldTellNothingWhenAllLeadsAreOfOneKind() {
        assertThat(RocCurve.of(outcomes(new double[] {1, 2}, new boolean[] {true, true})))
                .isNull();
        assertThat(RocCurve.of(outcomes(new double[] {1, 2}, new boolean[] {false, false})))
                .isNull();
        assertThat(LiftTable.deciles(new ScoredOutcomes())).isNull();
    }

    @Test
    void shouldKeepBothEndsWhenThinned() {
        var outcomes = new ScoredOutcomes();
        for (int i = 0; i < 1000; i++) {
            outcomes.add(i, i % 3 == 0);
        }
        var roc = requireNonNull(RocCurve.of(outcomes));
        assertThat(roc.thinned(50))
                .hasSize(50)
                .startsWith(new RocCurve.Point(0, 0))
                .endsWith(new RocCurve.Point(1, 1));
        assertThat(roc.thinned(5000)).isSameAs(roc.points());
    }

    @Test
    void shouldRefuseWhatIsNoNumberAndTakeBothZerosForOne() {
        var outcomes = new ScoredOutcomes();
        assertThatThrownBy(() -> outcomes.add(Double.NaN, true)).isInstanceOf(IllegalArgumentException.class);
        outcomes.add(0.0, true);
        outcomes.add(-0.0, false);
        assertThat(outcomes.groups()).containsExactly(new ScoredOutcomes.Group(0.0, 2, 1));
        assertThat(outcomes.negatives()).isEqualTo(1);
    }
}
