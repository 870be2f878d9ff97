// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LiftTableTest {

    @Test
    void shouldFindAllWonLeadsInTheFirstTenthWhenScoresArePerfect() {
        var outcomes = new ScoredOutcomes();
        for (int i = 0; i < 100; i++) {
            outcomes.add(i, i >= 90);
        }
        var table = requireNonNull(LiftTable.deciles(outcomes));
        assertThat(table.baseRate()).isEqualTo(0.1);
        var first = table.slices().get(0);
        assertThat(first.highest()).isEqualTo(99);
        assertThat(first.lowest()).isEqualTo(90);
        assertThat(first.precision()).isEqualTo(1.0);
        assertThat(first.lift()).isCloseTo(10, within(1e-12));
        assertThat(first.captured()).isEqualTo(1.0);
        assertThat(table.slices().get(9).lift()).isZero();
        assertThat(table.slices().get(9).cumulativeLift()).isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldSpreadTheWonLeadsOfOneScoreEvenlyOverTheSlicesItCrosses() {
        var outcomes = new ScoredOutcomes();
        for (int i = 0; i < 20; i++) {
            outcomes.add(50, i < 5);
        }
        var table = requireNonNull(LiftTable.deciles(outcomes));
        assertThat(table.slices()).hasSize(10).allSatisfy(slice -> {
            assertThat(slice.leads()).isEqualTo(2);
            assertThat(slice.positives()).isCloseTo(0.5, within(1e-12));
            assertThat(slice.lift()).isCloseTo(1, within(1e-12));
        });
    }

    @Test
    void shouldLoseNoLeadWhenTheyCanNotBeCutIntoTenEqualSlices() {
        var outcomes = new ScoredOutcomes();
        for (int i = 0; i < 37; i++) {
            outcomes.add(Math.floor(i / 3.0), i % 4 == 0);
        }
        var table = requireNonNull(LiftTable.deciles(outcomes));
        assertThat(table.slices().stream().mapToLong(LiftTable.Slice::leads).sum())
                .isEqualTo(37);
        assertThat(table.slices().stream()
                        .mapToDouble(LiftTable.Slice::positives)
                        .sum())
                .isCloseTo((double) outcomes.positives(), within(1e-9));
        assertThat(table.slices().get(9).captured()).isEqualTo(1.0);
    }

    @Test
    void shouldMakeFewerSlicesWhenThereAreFewerLeads() {
        var outcomes = new ScoredOutcomes();
        outcomes.add(3, true);
        outcomes.add(2, false);
        outcomes.add(1, false);
        assertThat(requireNonNull(LiftTable.deciles(outcomes)).slices()).hasSize(3);
    }
}
