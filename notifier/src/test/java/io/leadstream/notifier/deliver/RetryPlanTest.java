// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPlanTest {

    private static final RetryPlan PLAN =
            new RetryPlan(10, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(15));

    private final Random random = new Random(5);

    @Test
    void shouldDoubleUpToTheLongestWhenItFailsAgain() {
        for (int attempt = 1; attempt <= 40; attempt++) {
            long most = Math.min(60_000, 1000L << Math.min(attempt - 1, 20));
            for (int i = 0; i < 200; i++) {
                assertThat(PLAN.waitAfter(attempt, null, random).toMillis()).isBetween(most / 2, most);
            }
        }
    }

    @Test
    void shouldDifferByChance() {
        assertThat(PLAN.waitAfter(8, null, random)).isNotEqualTo(PLAN.waitAfter(8, null, random));
    }

    @Test
    void shouldWaitAsLongAsTheReceiverAsksWithinReason() {
        assertThat(PLAN.waitAfter(1, Duration.ofMinutes(3), random)).isEqualTo(Duration.ofMinutes(3));
        assertThat(PLAN.waitAfter(1, Duration.ofDays(1), random)).isEqualTo(Duration.ofMinutes(15));
        assertThat(PLAN.waitAfter(3, Duration.ZERO, random)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void shouldGiveUpAfterTheLastAttempt() {
        assertThat(PLAN.givesUpAfter(9)).isFalse();
        assertThat(PLAN.givesUpAfter(10)).isTrue();
    }
}
