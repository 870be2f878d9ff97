// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How often a dead thread may be replaced: a few times in a while, after that something is broken for good. */
final class Replacements {

    private final int most;
    private final long withinNanos;
    private final LongSupplier nanos;
    private final Deque<Long> times = new ArrayDeque<>();

    Replacements(int most, Duration within, LongSupplier nanos) {
        this.most = most;
        this.withinNanos = within.toNanos();
        this.nanos = nanos;
    }

    /** Takes one replacement; false when there is none left. */
    synchronized boolean take() {
        long now = nanos.getAsLong();
        while (!times.isEmpty() && now - times.peekFirst() > withinNanos) {
            times.removeFirst();
        }
        if (times.size() >= most) {
            return false;
        }
        times.addLast(now);
        return true;
    }
}
