// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that hang in partitions after the broker was killed: those that are open there and that no coordinator
 * knows as open any more, so that nobody else would ever end them and whoever reads committed records would wait for ever. What
 * a coordinator still knows as open is its own to end, and is waited for.
 */
final class OpenTransactions {

    private static final Logger log = LoggerFactory.getLogger(OpenTransactions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 200;
    private static final Set<TransactionState> OPEN =
            Set.of(TransactionState.ONGOING, TransactionState.PREPARE_ABORT, TransactionState.PREPARE_COMMIT);

    private final Admin admin;

    private OpenTransactions(Admin admin) {
        this.admin = admin;
    }

    /** Returns when no partition has an open transaction, or after 20 seconds. */
    static void end(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            new OpenTransactions(admin).endAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            log.warn("could not look for open transactions: {}", String.valueOf(e.getCause()));
        }
    }

    private void endAll() throws InterruptedException, ExecutionException {
        Set<TopicPartition> partitions = partitions();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<TopicPartition> open = open(partitions);
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            abortHanging(open);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            open = open(open);
        }
        if (!open.isEmpty()) {
            log.warn("transactions are still open in {}", open);
        }
    }

    private Set<TopicPartition> partitions() throws InterruptedException, ExecutionException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        Set<TopicPartition> partitions = new HashSet<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((topic, description) -> description
                .partitions()
                .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition()))));
        return partitions;
    }

    /** Partitions whose newest records are not all decided. */
    private Set<TopicPartition> open(Set<TopicPartition> among) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        among.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> all = ends(ends, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, ListOffsetsResultInfo> decided = ends(ends, IsolationLevel.READ_COMMITTED);
        Set<TopicPartition> open = new HashSet<>();
        all.forEach((partition, end) -> {
            ListOffsetsResultInfo stable = decided.get(partition);
            if (stable != null && end.offset() > stable.offset()) {
                open.add(partition);
            }
        });
        return open;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(Map<TopicPartition, OffsetSpec> ends, IsolationLevel level)
            throws InterruptedException, ExecutionException {
        return admin.listOffsets(ends, new ListOffsetsOptions(level)).all().get();
    }

    private void abortHanging(Set<TopicPartition> open) throws InterruptedException, ExecutionException {
        Set<Long> known = new HashSet<>();
        for (TransactionListing transaction : admin.listTransactions().all().get()) {
            if (OPEN.contains(transaction.state())) {
                known.add(transaction.producerId());
            }
        }
        Map<TopicPartition, PartitionProducerState> producers =
                admin.describeProducers(open).all().get();
        for (Map.Entry<TopicPartition, PartitionProducerState> partition : producers.entrySet()) {
            for (ProducerState producer : partition.getValue().activeProducers()) {
                if (producer.currentTransactionStartOffset().isPresent() && !known.contains(producer.producerId())) {
                    abort(partition.getKey(), producer);
                }
            }
        }
    }

    private void abort(TopicPartition partition, ProducerState producer) throws InterruptedException {
        log.info("ending the transaction that producer {} left in {}", producer.producerId(), partition);
        AbortTransactionSpec spec = new AbortTransactionSpec(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0));
        try {
            admin.abortTransaction(spec).all().get();
        } catch (ExecutionException e) {
            log.warn("the transaction in {} could not be ended: {}", partition, String.valueOf(e.getCause()));
        }
    }
}
