// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Whether committed offsets move where there is something to do. The state that a Kafka Streams client reports stays
 * RUNNING while a thread is stuck, so only this tells.
 */
final class Progress {

    /** Work on one partition at one look. */
    record Work(long committed, boolean waiting) {}

    private record Seen(long committed, long sinceNanos) {}

    private final long stallNanos;
    private final LongSupplier nanos;
    private Map<TopicPartition, Seen> seen = new HashMap<>();

    Progress(Duration stall, LongSupplier nanos) {
        this.stallNanos = stall.toNanos();
        this.nanos = nanos;
    }

    /** Takes a look; false when some partition has had work waiting for too long without a commit. */
    synchronized boolean moves(Map<TopicPartition, Work> now) {
        long time = nanos.getAsLong();
        Map<TopicPartition, Seen> next = new HashMap<>();
        now.forEach((partition, work) -> {
            @Nullable Seen before = seen.get(partition);
            boolean stands = before != null && work.waiting() && before.committed() == work.committed();
            next.put(partition, stands ? before : new Seen(work.committed(), time));
        });
        seen = next;
        Collection<Seen> looks = next.values();
        return looks.stream().noneMatch(look -> time - look.sinceNanos() > stallNanos);
    }
}
