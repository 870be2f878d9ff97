// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final AtomicLong nanos = new AtomicLong(5);
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), nanos::get);

    @Test
    void shouldWaitLongerWithEachFailureUpToTheLongest() {
        assertThat(backoff.remaining()).isZero();
        assertThat(backoff.failed()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(backoff.failed()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        for (int i = 0; i < 100; i++) {
            backoff.failed();
        }
        assertThat(backoff.failed()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(backoff.failing()).isTrue();
    }

    @Test
    void shouldCountDownAndBeginAnewAfterSuccess() {
        Duration wait = backoff.failed();
        nanos.addAndGet(wait.toNanos() - 1);
        assertThat(backoff.remaining()).isEqualTo(Duration.ofNanos(1));
        nanos.addAndGet(1);
        assertThat(backoff.remaining()).isZero();

        backoff.succeeded();
        assertThat(backoff.failing()).isFalse();
        assertThat(backoff.failed()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }
}
