// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.runtime.service.Service;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for counts to reach a number. */
final class Progress {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(20).toNanos();

    private Progress() {}

    /** How much of something is done. */
    @FunctionalInterface
    interface Count {
        long now() throws Exception;
    }

    /**
     * Waits for a count to reach a number; a service that fails meanwhile ends the run in its exception.
     *
     * @return the count that was seen, at least {@code wanted}
     */
    static long await(Count count, long wanted, Service... services) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long seen = count.now();
        while (seen < wanted) {
            for (var service : services) {
                var failure = service.failure();
                if (failure != null) {
                    throw failure;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + seen + " of " + wanted + " were done within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            seen = count.now();
        }
        return seen;
    }
}
