// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Time for work that records don't wait for, such as sweeps over a store. While a timer works, its thread processes
 * nothing, so the time is shared out by thread, however many tasks it has: make one for a topology and give it to all of
 * its processors. The clock bounds and decides nothing: what isn't done is done in a later interval.
 */
public final class BackgroundTime {

    private final ThreadLocal<Share> shares;
    private final long mostNanos;
    private final long everyNanos;
    private final LongSupplier nanos;

    /** Gives each thread at most so much time in each interval. */
    public BackgroundTime(Duration most, Duration every) {
        this(most, every, System::nanoTime);
    }

    BackgroundTime(Duration most, Duration every, LongSupplier nanos) {
        this.mostNanos = most.toNanos();
        this.everyNanos = every.toNanos();
        this.nanos = nanos;
        this.shares = ThreadLocal.withInitial(() -> new Share(nanos.getAsLong()));
    }

    /**
     * Has the work done, unless the thread has used up its share.
     *
     * @param work is given the {@link System#nanoTime()} at which it should end
     */
    public void spend(LongConsumer work) {
        Share share = shares.get();
        long start = nanos.getAsLong();
        if (start - share.since >= everyNanos) {
            share.since = start;
            share.used = 0;
        }
        if (share.used < mostNanos) {
            work.accept(start + mostNanos - share.used);
            share.used += nanos.getAsLong() - start;
        }
    }

    private static final class Share {
        private long since;
        private long used;

        private Share(long since) {
            this.since = since;
        }
    }
}
