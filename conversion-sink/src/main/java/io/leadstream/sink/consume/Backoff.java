// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * When to try again after a failure that may pass: after a time that doubles with each failure in a row, and differs by
 * chance so that instances don't return together.
 */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final LongSupplier nanos;
    private int failures;
    private long dueNanos;

    Backoff(Duration first, Duration longest, LongSupplier nanos) {
        this.first = first;
        this.longest = longest;
        this.nanos = nanos;
    }

    /** Notes a failure; returns how long to wait. */
    Duration failed() {
        long doubled = first.toMillis() << Math.min(failures, 20);
        long most = Math.max(1, Math.min(doubled, longest.toMillis()));
        failures++;
        Duration wait = Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        dueNanos = nanos.getAsLong() + wait.toNanos();
        return wait;
    }

    void succeeded() {
        failures = 0;
    }

    boolean failing() {
        return failures > 0;
    }

    /** How long to wait yet; zero when it is time to try. */
    Duration remaining() {
        return failures == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, dueNanos - nanos.getAsLong()));
    }
}
