// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Asks for a commit after a decision, so that nobody waits for the commit interval; but seldom enough that commits,
 * which cost milliseconds, don't eat the throughput. The clock is for pacing only and decides nothing.
 */
final class CommitPace {

    private final ProcessingContext context;
    private final long leastMillis;
    private long last;

    CommitPace(ProcessingContext context, Duration least) {
        this.context = context;
        this.leastMillis = least.toMillis();
    }

    void decided() {
        long now = context.currentSystemTimeMs();
        if (now - last >= leastMillis) {
            last = now;
            context.commit();
        }
    }
}
