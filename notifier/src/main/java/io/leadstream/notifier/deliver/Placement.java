// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a courier's partitions go on, and how far they have come. A group that never was begins at the end of the topics,
 * and says so to the brokers at once: what comes after its first start is told even if it is stopped meanwhile. Used by the
 * polling thread only.
 */
final class Placement implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(Placement.class);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final long HAND_OVER_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Lanes lanes;
    private final Set<TopicPartition> unplaced = new HashSet<>();
    private final Set<TopicPartition> placed = new HashSet<>();
    private Map<TopicPartition, Long> committed = new HashMap<>();
    private long committedAt = System.nanoTime();
    private boolean leaving;

    Placement(Consumer<byte[], byte[]> consumer, Lanes lanes) {
        this.consumer = consumer;
        this.lanes = lanes;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        unplaced.addAll(partitions);
        consumer.pause(partitions);
        // Without a position the next poll would look for one. Nothing is fetched from this one: it is paused.
        partitions.forEach(partition -> consumer.seek(partition, 0));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        lanes.withdraw(partitions);
        if (leaving) {
            forget(partitions);
            return;
        }
        try {
            if (!lanes.awaitLanded(partitions, HAND_OVER_NANOS)) {
                log.info("some notifications are still on their way and may be told twice");
            }
            commitNow(ASK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RetriableException e) {
            log.warn("what was told last may be told again: {}", e.getMessage());
        } finally {
            forget(partitions);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        lanes.withdraw(partitions);
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        lanes.forget(partitions);
        partitions.forEach(committed::remove);
        unplaced.removeAll(partitions);
        placed.removeAll(partitions);
    }

    /** True when every partition knows where to go on. */
    boolean settled() {
        return unplaced.isEmpty();
    }

    Set<TopicPartition> placed() {
        return placed;
    }

    /** Finds out where new partitions go on; tries again at the next call when the brokers don't say. */
    void settleIn() {
        if (unplaced.isEmpty()) {
            return;
        }
        try {
            Set<TopicPartition> wanted = new HashSet<>(unplaced);
            Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(wanted, ASK);
            Set<TopicPartition> fresh = new HashSet<>(wanted);
            fresh.removeIf(partition -> known.get(partition) != null);
            if (!fresh.isEmpty()) {
                Map<TopicPartition, Long> ends = consumer.endOffsets(fresh, ASK);
                consumer.commitSync(offsets(ends), ASK);
                ends.forEach(consumer::seek);
                log.info("{} partitions are new to this group and begin at their end", fresh.size());
            }
            known.forEach((partition, offset) -> {
                if (offset != null) {
                    consumer.seek(partition, offset.offset());
                }
            });
            consumer.resume(wanted);
            placed.addAll(wanted);
            unplaced.clear();
        } catch (RetriableException | CommitFailedException e) {
            log.warn("the brokers don't tell where to go on, trying again: {}", e.getMessage());
        }
    }

    /** Tells the brokers now and then how far it is. */
    void commit() {
        if (System.nanoTime() - committedAt < COMMIT_NANOS) {
            return;
        }
        Map<TopicPartition, Long> progress = lanes.progress();
        committedAt = System.nanoTime();
        if (progress.equals(committed)) {
            return;
        }
        committed = progress;
        consumer.commitAsync(offsets(progress), (offsets, e) -> {
            if (e != null) {
                // Told again with the next progress, at the latest when the partition goes to somebody else.
                log.debug("offsets were not committed", e);
                committed = new HashMap<>();
            }
        });
    }

    /** Tells the brokers how far it is for the last time: what the consumer has when it closes is let go as it is. */
    void leave(Duration patience) {
        leaving = true;
        commitNow(patience);
    }

    private void commitNow(Duration patience) {
        Map<TopicPartition, Long> progress = lanes.progress();
        if (!progress.isEmpty()) {
            try {
                consumer.commitSync(offsets(progress), patience);
            } catch (CommitFailedException e) {
                log.warn("what was told last may be told again: {}", e.getMessage());
            }
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, Long> next) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        return offsets;
    }
}
