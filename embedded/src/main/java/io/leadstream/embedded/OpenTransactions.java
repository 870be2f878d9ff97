// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that hang in partitions after the broker was killed. A broker that comes back knows itself by its old
 * address until it has registered anew; a coordinator that meanwhile has to tell partitions how a transaction ended takes
 * those that nobody leads for deleted ones, leaves them out, and is done. So there nobody would ever end the transaction,
 * and whoever reads committed records would wait for ever. Each is ended as its coordinator decided: to abort what it
 * committed would lose records. What it still knows as open is its own to end, and is waited for.
 */
final class OpenTransactions {

    private static final Logger log = LoggerFactory.getLogger(OpenTransactions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 500;
    private final Admin admin;
    private final int port;

    private OpenTransactions(Admin admin, int port) {
        this.admin = admin;
        this.port = port;
    }

    /** Returns when no partition has an open transaction, or after 20 seconds. */
    static void end(EmbeddedKafka kafka) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            new OpenTransactions(admin, kafka.port()).endAll();
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
        Set<HangingTransaction> before = Set.of();
        if (!open.isEmpty()) {
            awaitCoordinators(partitions);
        }
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            Set<HangingTransaction> now = hanging(open);
            for (HangingTransaction one : now) {
                if (before.contains(one)) {
                    end(one);
                }
            }
            before = now;
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

    /** Returns when every coordinator has read its log: before, it does not know what it is to know. */
    private void awaitCoordinators(Set<TopicPartition> partitions) throws InterruptedException, ExecutionException {
        int coordinators = (int) partitions.stream()
                .filter(partition -> partition.topic().equals(Topic.TRANSACTION_STATE_TOPIC_NAME))
                .count();
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

    /** What is open in partitions and was ended by its coordinator, which is asked afterwards. */
    private Set<HangingTransaction> hanging(Set<TopicPartition> open) throws InterruptedException, ExecutionException {
        Map<TopicPartition, PartitionProducerState> producers =
                admin.describeProducers(open).all().get();
        Map<Long, TransactionDescription> known = known();
        Set<HangingTransaction> hanging = new HashSet<>();
        producers.forEach((partition, state) -> {
            for (ProducerState producer : state.activeProducers()) {
                var found = HangingTransaction.of(partition, producer, known.get(producer.producerId()));
                if (found != null) {
                    hanging.add(found);
                }
            }
        });
        return hanging;
    }

    private Map<Long, TransactionDescription> known() throws InterruptedException, ExecutionException {
        List<String> ids = admin.listTransactions().all().get().stream()
                .map(TransactionListing::transactionalId)
                .toList();
        Map<Long, TransactionDescription> known = new HashMap<>();
        admin.describeTransactions(ids)
                .all()
                .get()
                .values()
                .forEach(described -> known.put(described.producerId(), described));
        return known;
    }

    private void end(HangingTransaction one) {
        log.info(
                "{} what producer {} left in {}",
                one.committed() ? "committing" : "aborting",
                one.producerId(),
                one.partition());
        try {
            EndMarkers.write(port, one);
        } catch (IOException e) {
            log.warn("the transaction in {} could not be ended: {}", one.partition(), e.toString());
        }
    }
}
