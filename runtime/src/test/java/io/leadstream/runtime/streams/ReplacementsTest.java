// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplacementsTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Replacements replacements = new Replacements(3, Duration.ofMinutes(5), nanos::get);

    @Test
    void shouldRefuseWhenTheFourthComesWithinTheTime() {
        assertThat(take(3)).isTrue();
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(take(1)).isFalse();
    }

    @Test
    void shouldAllowAgainWhenTheFirstOnesAreLongAgo() {
        assertThat(take(3)).isTrue();
        nanos.addAndGet(Duration.ofMinutes(5).toNanos() + 1);
        assertThat(take(3)).isTrue();
        assertThat(take(1)).isFalse();
    }

    private boolean take(int times) {
        boolean all = true;
        for (int i = 0; i < times; i++) {
            all &= replacements.take();
        }
        return all;
    }
}
