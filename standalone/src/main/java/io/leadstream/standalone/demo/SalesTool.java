// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.demo;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.serde.AvroDeserializer;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.standalone.stack.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a sales tool does: reads the assignments as they come. It remembers the open offer of each lead and how long
 * each assignment took on its way from the HTTP request to here.
 */
final class SalesTool implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** An offer that waits for its owner to accept. */
    record Offer(String leadId, String email, int number, String representative) {}

    private final KafkaConsumer<String, LeadAssignment> consumer;
    private volatile Instant timedFrom = Instant.MAX;
    private final Thread thread;
    private final Map<String, Offer> offers = new ConcurrentHashMap<>();
    private final Queue<CountDownLatch> waiting = new ConcurrentLinkedQueue<>();
    private final List<Long> millis = Collections.synchronizedList(new ArrayList<>());

    SalesTool(Instance instance) {
        AvroDeserializer<LeadAssignment> values = new AvroDeserializer<>();
        values.configure(Map.of("schema.registry.url", instance.registryUrl()), false);
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        instance.kafka(),
                        "isolation.level",
                        "read_committed",
                        "fetch.max.wait.ms",
                        50),
                new StringDeserializer(),
                values);
        this.thread = new Thread(this::listen, "demo-sales-tool");
    }

    /** Listens from the first assignment on. */
    void start() {
        thread.start();
    }

    /** From now on takes the time of those that are asked for. */
    void takeTimes() {
        timedFrom = Instant.now();
    }

    /** The newest offer of each lead, by lead id, after everything that is in the topic now was read. */
    List<Offer> caughtUp() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        waiting.add(reached);
        reached.await();
        return offers.values().stream()
                .sorted(Comparator.comparing(Offer::leadId))
                .toList();
    }

    /** Milliseconds from request to assignment in a consumer's hands, ascending. */
    List<Long> millis() {
        synchronized (millis) {
            List<Long> sorted = new ArrayList<>(millis);
            Collections.sort(sorted);
            return sorted;
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (consumer) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo info : consumer.partitionsFor(Topics.LEAD_ASSIGNMENTS.name())) {
                partitions.add(new TopicPartition(info.topic(), info.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                consumer.poll(POLL).forEach(found -> take(found.value(), System.currentTimeMillis()));
                if (!waiting.isEmpty() && isAtEnd(partitions)) {
                    while (!waiting.isEmpty()) {
                        waiting.remove().countDown();
                    }
                }
            }
        } catch (WakeupException e) {
            // Told to stop.
        }
    }

    private boolean isAtEnd(List<TopicPartition> partitions) {
        return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(LeadAssignment assignment, long now) {
        if (assignment.getKind() != AssignmentKind.ASSIGNED) {
            return;
        }
        offers.put(
                assignment.getLeadId(),
                new Offer(
                        assignment.getLeadId(),
                        String.valueOf(assignment.getLeadEmail()),
                        assignment.getOfferNumber(),
                        String.valueOf(assignment.getRepresentativeId())));
        if (!assignment.getRequestedAt().isBefore(timedFrom)) {
            millis.add(now - assignment.getRequestedAt().toEpochMilli());
        }
    }
}
