// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that hang in partitions after the broker was killed. A broker that comes back knows itself by its old
 * address until it has registered anew. A coordinator that meanwhile has to tell partitions how a transaction ended finds
 * nobody who leads them, takes them for deleted, leaves them out, and is done. There nobody would ever end the
 * transaction, and whoever reads committed records would wait for ever. Each is ended here as its coordinator decided: to
 * abort what it committed would lose records. What a coordinator still knows as open is its own to end, and is waited for.
 */
final class OpenTransactions {

    private static final Logger log = LoggerFactory.getLogger(OpenTransactions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 500;
    /** In any other state a coordinator has something to do yet. */
    private static final Set<TransactionState> ENDED =
            Set.of(TransactionState.COMPLETE_ABORT, TransactionState.COMPLETE_COMMIT, TransactionState.EMPTY);

    private final Admin admin;
    private final EmbeddedKafka kafka;

    private OpenTransactions(Admin admin, EmbeddedKafka kafka) {
        this.admin = admin;
        this.kafka = kafka;
    }

    /**
     * Returns when no transaction is open any more, or when after 20 seconds those that are have somebody to end them.
     *
     * @throws EmbeddedException when some have nobody and could not be ended
     */
    static void end(EmbeddedKafka kafka) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            new OpenTransactions(admin, kafka).endAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new EmbeddedException(
                    EmbeddedException.Kind.NOT_STARTED,
                    "what a kill left open in Kafka could not be looked up: " + e.getCause(),
                    e);
        }
    }

    private void endAll() throws InterruptedException, ExecutionException {
        Set<TopicPartition> partitions = partitions();
        Set<TopicPartition> open = open(partitions);
        if (open.isEmpty()) {
            return;
        }
        Set<TopicPartition> log = new HashSet<>(partitions);
        log.removeIf(partition -> !partition.topic().equals(Topic.TRANSACTION_STATE_TOPIC_NAME));
        awaitCoordinators(log.size());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<HangingTransaction> before = Set.of();
        while (!open.isEmpty()) {
            Set<HangingTransaction> now = hanging(open, log);
            // At one look alone, it may have begun or ended while it was asked for.
            now.stream().filter(before::contains).forEach(this::end);
            if (System.nanoTime() > deadline) {
                requireNone(now);
                return;
            }
            before = now;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            open = open(open);
        }
    }

    private static void requireNone(Set<HangingTransaction> hanging) {
        if (!hanging.isEmpty()) {
            throw new EmbeddedException(
                    EmbeddedException.Kind.NOT_STARTED,
                    "transactions that a kill left in Kafka could not be ended; start again: " + hanging);
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

    /** Returns when every coordinator has read its log: before, it does not know what it is to know. */
    private void awaitCoordinators(int coordinators) throws InterruptedException, ExecutionException {
        Map<Integer, String> idOfEach = new HashMap<>();
        for (int i = 0; idOfEach.size() < coordinators; i++) {
            String id = "leadstream-asks-" + i;
            idOfEach.putIfAbsent(Utils.abs(id.hashCode()) % coordinators, id);
        }
        DescribeTransactionsResult answers = admin.describeTransactions(
                idOfEach.values(), new DescribeTransactionsOptions().timeoutMs((int) PATIENCE.toMillis()));
        for (String id : idOfEach.values()) {
            try {
                answers.description(id).get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
                    throw e;
                }
            }
        }
    }

    /** What is open in partitions and no coordinator, asked afterwards, has yet to end. */
    private Set<HangingTransaction> hanging(Set<TopicPartition> open, Set<TopicPartition> log)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, PartitionProducerState> producers =
                admin.describeProducers(open).all().get();
        Set<Long> known = new HashSet<>();
        for (TransactionListing transaction : admin.listTransactions().all().get()) {
            if (!ENDED.contains(transaction.state())) {
                known.add(transaction.producerId());
            }
        }
        TransactionDecisions decisions = TransactionDecisions.read(kafka.bootstrapServers(), log);
        Set<HangingTransaction> hanging = new HashSet<>();
        producers.forEach((partition, state) -> {
            for (ProducerState producer : state.activeProducers()) {
                var found = HangingTransaction.of(partition, producer, decisions);
                if (found != null && !known.contains(producer.producerId())) {
                    hanging.add(found);
                }
            }
        });
        return hanging;
    }

    private void end(HangingTransaction one) {
        log.info(
                "{} what producer {} left in {}",
                one.committed() ? "committing" : "aborting",
                one.producerId(),
                one.partition());
        try {
            EndMarkers.write(kafka.port(), one);
        } catch (IOException e) {
            log.warn("the transaction in {} could not be ended: {}", one.partition(), e.toString());
        }
    }
}
