// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Asks for a commit when somebody waits for an output, instead of at the end of the commit interval; but seldom enough
 * that commits, which cost milliseconds, don't eat the throughput. A commit takes in every task of its thread, so the
 * pace is kept by thread: make one for a topology and give it to all of its processors. The clock paces and decides
 * nothing.
 */
public final class CommitPace {

    /** What came in longer ago waits behind others, and a commit more would only make it wait longer. */
    private static final long FRESH_MILLIS = 1_000;

    private final ThreadLocal<long[]> lastOfThread = ThreadLocal.withInitial(() -> new long[1]);
    private final long leastMillis;

    /** Leaves at least so much time between two commits that are asked for on one thread. */
    public CommitPace(Duration least) {
        this.leastMillis = least.toMillis();
    }

    /**
     * Somebody may wait for what the current record brought about.
     *
     * @param arrivedAt when what set it off came in, in UTC milliseconds; behind a backlog nobody notices a commit
     */
    public void urgent(ProcessingContext context, long arrivedAt) {
        long now = context.currentSystemTimeMs();
        if (now - arrivedAt > FRESH_MILLIS) {
            return;
        }
        long[] last = lastOfThread.get();
        if (now - last[0] >= leastMillis) {
            last[0] = now;
            context.commit();
        }
    }
}
