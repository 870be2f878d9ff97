// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void shouldComputeBrierAndLogLossByHand() {
        var outcomes = new ScoredOutcomes();
        outcomes.add(0.9, true);
        outcomes.add(0.2, false);
        outcomes.add(0.6, false);
        var calibration = Calibration.of(outcomes, 10);
        assertThat(calibration.brier()).isCloseTo((0.01 + 0.04 + 0.36) / 3, within(1e-12));
        assertThat(calibration.logLoss())
                .isCloseTo(-(Math.log(0.9) + Math.log(0.8) + Math.log(0.4)) / 3, within(1e-12));
    }

    @Test
    void shouldHaveNoErrorWhenProbabilitiesMeanWhatTheySay() {
        var outcomes = new ScoredOutcomes();
        for (int i = 0; i < 100; i++) {
            outcomes.add(0.25, i < 25);
            outcomes.add(0.75, i < 75);
        }
        var calibration = Calibration.of(outcomes, 10);
        assertThat(calibration.error()).isCloseTo(0, within(1e-12));
        assertThat(calibration.bins())
                .containsExactly(
                        new Calibration.Bin(0.25, new Rate(25, 100)), new Calibration.Bin(0.75, new Rate(75, 100)));
    }

    @Test
    void shouldTellHowFarOffAConfidentModelIs() {
        var outcomes = new ScoredOutcomes();
        for (int i = 0; i < 10; i++) {
            outcomes.add(1.0, i < 6);
        }
        var calibration = Calibration.of(outcomes, 10);
        assertThat(calibration.error()).isCloseTo(0.4, within(1e-12));
        assertThat(calibration.logLoss()).isFinite();
    }

    @Test
    void shouldMakeBinsOfAboutEqualSize() {
        var outcomes = new ScoredOutcomes();
        for (int i = 0; i < 1000; i++) {
            outcomes.add(i / 1000.0, i % 2 == 0);
        }
        assertThat(Calibration.of(outcomes, 10).bins())
                .hasSize(10)
                .allSatisfy(bin -> assertThat(bin.observed().of()).isEqualTo(100));
    }

    @Test
    void shouldGiveWilsonsInterval() {
        // Brown, Cai and DasGupta 2001: 15 of 50 gives 0.191 to 0.438.
        var rate = new Rate(15, 50);
        assertThat(rate.low()).isCloseTo(0.1910, within(1e-4));
        assertThat(rate.high()).isCloseTo(0.4375, within(1e-4));
        assertThat(new Rate(0, 10).low()).isZero();
        assertThat(new Rate(10, 10).high()).isCloseTo(1.0, within(1e-12));
        assertThat(new Rate(0, 0)).satisfies(none -> {
            assertThat(none.share()).isZero();
            assertThat(none.low()).isZero();
            assertThat(none.high()).isEqualTo(1.0);
        });
    }
}
