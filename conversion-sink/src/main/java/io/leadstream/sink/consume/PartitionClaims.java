// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of one consumer. What the group gives is paused until the database has granted a claim and told where
 * to go on; what the group takes away is forgotten at once. Used by the consumer's thread alone.
 */
final class PartitionClaims implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(PartitionClaims.class);

    private final Consumer<byte[], byte[]> consumer;
    private final OffsetLedger ledger;
    private final TopicIds topicIds;
    private final Map<TopicPartition, Claim> claimed = new HashMap<>();
    private final Set<TopicPartition> unclaimed = new HashSet<>();
    private final Map<String, String> ids = new HashMap<>();

    PartitionClaims(Consumer<byte[], byte[]> consumer, OffsetLedger ledger, TopicIds topicIds) {
        this.consumer = consumer;
        this.ledger = ledger;
        this.topicIds = topicIds;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        unclaimed.addAll(partitions);
        consumer.pause(partitions);
        // Without any position the next poll would fail; nothing is fetched from this one, because it is paused.
        partitions.forEach(partition -> consumer.seek(partition, 0));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // Nothing is in flight: a batch is written or undone before the next poll, and only a poll calls this.
        partitions.forEach(claimed::remove);
        unclaimed.removeAll(partitions);
    }

    /** True while some partitions wait for a claim. */
    boolean pending() {
        return !unclaimed.isEmpty();
    }

    /** The claim of a partition; null when it isn't ours or not yet claimed. */
    @Nullable
    Claim of(TopicPartition partition) {
        return claimed.get(partition);
    }

    Map<TopicPartition, Claim> claimed() {
        return claimed;
    }

    /**
     * Claims what waits, and goes on where the database says. Commits.
     *
     * @throws TopicRecreatedException when the database was written from another topic of that name
     */
    void claim(Connection connection) throws SQLException, TopicRecreatedException {
        Set<TopicPartition> wanted = new HashSet<>(unclaimed);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(wanted);
        Set<String> topics = new HashSet<>();
        wanted.forEach(partition -> topics.add(partition.topic()));
        Map<String, String> found = topicIds.of(topics);
        List<OffsetLedger.Start> starts = new ArrayList<>();
        for (TopicPartition partition : wanted) {
            String id = String.valueOf(found.get(partition.topic()));
            starts.add(new OffsetLedger.Start(partition, id, beginnings.getOrDefault(partition, 0L)));
        }
        Map<TopicPartition, Claim> granted = ledger.claim(connection, starts);
        connection.commit();
        ids.putAll(found);
        granted.forEach((partition, claim) -> consumer.seek(partition, claim.nextOffset()));
        consumer.resume(granted.keySet());
        claimed.putAll(granted);
        unclaimed.removeAll(granted.keySet());
        log.info("claimed {} partitions", granted.size());
    }

    /** Notes what was committed. */
    void moved(List<OffsetLedger.Step> steps) {
        for (OffsetLedger.Step step : steps) {
            claimed.replace(
                    step.partition(), new Claim(step.nextOffset(), step.claim().epoch()));
        }
    }

    /**
     * Forgets all claims: what was read since the last commit is read again, from where the database then says. Also the
     * way out when a commit was not answered: the new claim waits for it to end and tells whether it took place.
     */
    void rewind() {
        unclaimed.addAll(claimed.keySet());
        claimed.clear();
        consumer.pause(unclaimed);
    }

    /** Asks the brokers whether the topics are still those that were claimed. */
    void requireSameTopics() throws TopicRecreatedException {
        for (Map.Entry<String, String> now : topicIds.of(ids.keySet()).entrySet()) {
            String before = String.valueOf(ids.get(now.getKey()));
            if (!before.equals(now.getValue())) {
                throw new TopicRecreatedException(now.getKey(), before, now.getValue());
            }
        }
    }
}
