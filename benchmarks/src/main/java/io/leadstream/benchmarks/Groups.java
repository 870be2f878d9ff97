// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.runtime.service.Service;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far consumer groups have come, by their committed offsets: what is committed is done, also under exactly-once. */
final class Groups implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(20).toNanos();

    private final Admin admin;

    Groups(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /**
     * Waits for a count to reach a number; a service that fails meanwhile ends the run in its exception.
     *
     * @return the count that was seen, at least {@code wanted}
     */
    long await(Count count, long wanted, Service service) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long seen = count.now();
        while (seen < wanted) {
            var failure = service.failure();
            if (failure != null) {
                throw failure;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        service.name() + " got " + seen + " of " + wanted + " done within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            seen = count.now();
        }
        return seen;
    }

    /** How much of something is done. */
    @FunctionalInterface
    interface Count {
        long now() throws Exception;
    }

    /** Records of the topic that the group is done with. */
    long committed(String group, String topic) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** Where each partition of the topics ends, transaction markers included. */
    Map<TopicPartition, Long> ends(Collection<String> topics) throws ExecutionException, InterruptedException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        for (var description :
                admin.describeTopics(topics).allTopicNames().get().values()) {
            description
                    .partitions()
                    .forEach(partition -> wanted.put(
                            new TopicPartition(description.name(), partition.partition()), OffsetSpec.latest()));
        }
        var ends = new HashMap<TopicPartition, Long>();
        for (var entry : admin.listOffsets(wanted).all().get().entrySet()) {
            ends.put(entry.getKey(), entry.getValue().offset());
        }
        return ends;
    }

    void create(String topic, int partitions) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
