// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Time for work that records don't wait for, such as sweeps over a store. While a timer works, its thread processes
 * nothing, so the time is shared out by thread, however many tasks it has: make one for a topology, and of it a worker for
 * each processor. Those who used up what they were given share the next interval evenly, and nobody ever gets nothing: a
 * task whose sweep has hours to go holds up no other's timers. The clock bounds and decides nothing: what isn't done is
 * done in a later interval.
 */
public final class BackgroundTime {

    /** What a worker gets in any case, as a part of the whole. */
    private static final int LEAST = 50;

    private final ThreadLocal<Interval> intervals;
    private final long mostNanos;
    private final long everyNanos;
    private final LongSupplier nanos;

    /** Gives each thread about so much time in each interval. */
    public BackgroundTime(Duration most, Duration every) {
        this(most, every, System::nanoTime);
    }

    BackgroundTime(Duration most, Duration every, LongSupplier nanos) {
        this.mostNanos = most.toNanos();
        this.everyNanos = every.toNanos();
        this.nanos = nanos;
        this.intervals = ThreadLocal.withInitial(() -> new Interval(nanos.getAsLong()));
    }

    /** Somebody who has work to do from time to time. */
    public Worker worker() {
        return new Worker();
    }

    /** One who shares the time. */
    public final class Worker {

        private long busyIn = Long.MIN_VALUE;

        private Worker() {}

        /**
         * Has the work done.
         *
         * @param work is given the {@link System#nanoTime()} at which it should end
         */
        public void spend(LongConsumer work) {
            Interval interval = intervals.get();
            long start = nanos.getAsLong();
            if (start - interval.since >= everyNanos) {
                interval.next(start);
            }
            int sharers = interval.busyBefore + (busyIn == interval.number - 1 ? 0 : 1);
            long given = Math.min(mostNanos / Math.max(1, sharers), mostNanos - interval.used);
            long end = start + Math.max(given, mostNanos / LEAST);
            work.accept(end);
            long stop = nanos.getAsLong();
            interval.used += stop - start;
            if (stop - end >= 0 && busyIn != interval.number) {
                busyIn = interval.number;
                interval.busy++;
            }
        }
    }

    private static final class Interval {

        private long number;
        private long since;
        private long used;
        private int busy;
        private int busyBefore;

        private Interval(long since) {
            this.since = since;
        }

        private void next(long start) {
            number++;
            since = start;
            used = 0;
            busyBefore = busy;
            busy = 0;
        }
    }
}
