// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;

/**
 * Which transactions coordinators have decided to commit, as their log says: it alone still knows when a producer has
 * gone on since, in the same process or another.
 */
final class TransactionDecisions {

    /** The second version of transactions raises a producer's epoch with each end, and writes the raised one. */
    private static final int RAISING_VERSION = 2;

    private static final long NEWEST = 200_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Set<Producer> committed = new HashSet<>();

    /** A producer in the epoch in which it wrote. */
    private record Producer(long id, int epoch) {}

    TransactionDecisions() {}

    /** Reads the newest 200,000 records of each partition of the log: many minutes of what a machine's producers do. */
    static TransactionDecisions read(String bootstrapServers, Set<TopicPartition> log) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 20);
        TransactionDecisions decisions = new TransactionDecisions();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(log);
            Map<TopicPartition, Long> missing = new HashMap<>(consumer.endOffsets(log));
            consumer.beginningOffsets(log)
                    .forEach((partition, first) ->
                            consumer.seek(partition, Math.max(first, missing.getOrDefault(partition, 0L) - NEWEST)));
            missing.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            while (!missing.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        decisions.add(ByteBuffer.wrap(record.value()));
                    }
                }
                missing.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
        return decisions;
    }

    /** Takes a record of the log. */
    void add(ByteBuffer value) {
        short version = value.getShort();
        TransactionLogValue state = new TransactionLogValue(new ByteBufferAccessor(value), version);
        if (state.transactionStatus() == TransactionState.PREPARE_COMMIT.id()) {
            boolean raised = state.clientTransactionVersion() >= RAISING_VERSION;
            committed.add(new Producer(state.producerId(), state.producerEpoch() - (raised ? 1 : 0)));
        }
    }

    /** Whether what a producer wrote in an epoch is to be committed. */
    boolean isCommitted(long producerId, int epoch) {
        return committed.contains(new Producer(producerId, epoch));
    }
}
