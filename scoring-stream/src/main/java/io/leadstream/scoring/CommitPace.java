// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Asks for a commit when somebody waits for an output, instead of at the end of the commit interval; but seldom enough
 * that commits, which cost milliseconds, don't eat the throughput. The clock is for pacing only and decides nothing.
 */
final class CommitPace {

    private final ProcessingContext context;
    private final long leastMillis;
    private long last;

    CommitPace(ProcessingContext context, Duration least) {
        this.context = context;
        this.leastMillis = least.toMillis();
    }

    void urgent() {
        long now = context.currentSystemTimeMs();
        if (now - last >= leastMillis) {
            last = now;
            context.commit();
        }
    }
}
