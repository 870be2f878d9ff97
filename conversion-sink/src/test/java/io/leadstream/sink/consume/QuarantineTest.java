// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuarantineTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Quarantine quarantine = new Quarantine("sink", 3, nanos::get);

    @Test
    void shouldRefuseMoreThanTheLimitInAMinute() {
        quarantine.count(2);

        assertThatCode(() -> quarantine.require(1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> quarantine.require(2)).isInstanceOf(QuarantineFloodException.class);
    }

    @Test
    void shouldForgetAfterAMinute() {
        quarantine.count(3);
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));

        assertThatCode(() -> quarantine.require(3)).doesNotThrowAnyException();
    }

    @Test
    void shouldNotCountWhatWasNotCommitted() {
        assertThatCode(() -> {
                    quarantine.require(3);
                    quarantine.require(3);
                })
                .doesNotThrowAnyException();
    }
}
