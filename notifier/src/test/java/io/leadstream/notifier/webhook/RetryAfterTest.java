// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void shouldUnderstandSecondsAndDates() {
        assertThat(RetryAfter.of("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.of("Fri, 20 Nov 2026 12:00:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.of("Fri, 20 Nov 2026 11:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.of("99999999999999999999", NOW)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void shouldWaitForNothingThatCannotBeUnderstood() {
        assertThat(RetryAfter.of(null, NOW)).isNull();
        assertThat(RetryAfter.of(" ", NOW)).isNull();
        assertThat(RetryAfter.of("-5", NOW)).isNull();
        assertThat(RetryAfter.of("soon", NOW)).isNull();
    }
}
