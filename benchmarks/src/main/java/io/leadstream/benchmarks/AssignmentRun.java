// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Assignment alone, and one team alone: leads that are ready for sales lie in the topic, and each gets an owner and a
 * record of the decision with all 22 people of the team. What is counted are the committed records.
 */
final class AssignmentRun {

    private static final String TOPIC = Topics.LEAD_ASSIGNMENTS.name();
    private static final int TEAM = 22;

    private final Machine machine;
    private final int threads;

    AssignmentRun(Machine machine, int threads) {
        this.machine = machine;
        this.threads = threads;
    }

    Result run(int warmUp, int leads) throws Exception {
        var services = new Services(machine, threads);
        services.publishOneTeam();
        try (var assignment = services.assignment()) {
            // Makes the topics.
            Services.startAndAwait(assignment);
        }
        var load = new ProfileLoad();
        try (var filler = new Filler<>(
                machine.brokers(),
                Topics.LEAD_PROFILES.name(),
                machine.serdes().valueOf(Topics.LEAD_PROFILES).serializer())) {
            for (int index = 0; index < warmUp + leads; index++) {
                var profile = load.profile(index);
                filler.add(profile.getLeadId(), profile);
            }
        }
        try (var assignment = services.assignment();
                var decisions = new Decisions()) {
            assignment.start();
            int warm = (int) Progress.await(decisions::count, warmUp, assignment);
            var stopwatch = Stopwatch.start(machine.cpu());
            Progress.await(decisions::count, warmUp + leads, assignment);
            var result = stopwatch.stop("assignment-stream: leads of one team into owners", warmUp + leads - warm);
            decisions.requireExplained();
            return result;
        }
    }

    /** Counts what is committed; what it says is looked at when the clock has stopped. */
    private final class Decisions implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<byte[]> seen = new ArrayList<>();

        Decisions() {
            consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers", machine.brokers(),
                            "group.id", "benchmark-decisions",
                            "auto.offset.reset", "earliest",
                            "isolation.level", "read_committed",
                            "max.poll.records", 5_000),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumer.subscribe(List.of(TOPIC));
        }

        long count() {
            consumer.poll(Duration.ZERO).forEach(record -> seen.add(record.value()));
            return seen.size();
        }

        /** Fails on a decision that doesn't give a lead its one owner, or doesn't say among whom it was chosen. */
        void requireExplained() {
            var deserializer = machine.serdes().valueOf(Topics.LEAD_ASSIGNMENTS).deserializer();
            var owned = new HashSet<String>();
            for (var bytes : seen) {
                var decision = deserializer.deserialize(TOPIC, bytes);
                if (decision.getKind() != AssignmentKind.ASSIGNED
                        || decision.getCandidates().size() != TEAM
                        || decision.getExplanation().isEmpty()
                        || !owned.add(decision.getLeadId())) {
                    throw new IllegalStateException("not one explained owner: " + decision);
                }
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
