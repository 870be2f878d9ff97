// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Assignment alone, and one team alone: leads that are ready for sales lie in the topic, and each gets an owner and a
 * record of the decision with all 22 people of the team. What is counted are the committed records.
 */
final class AssignmentRun {

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
            return stopwatch.stop("assignment-stream: leads of one team into owners", warmUp + leads - warm);
        }
    }

    /** Reads what is committed, and fails on a decision that doesn't say whom it chose among whom. */
    private final class Decisions implements AutoCloseable {

        private final KafkaConsumer<String, LeadAssignment> consumer;
        private final HashSet<String> owned = new HashSet<>();
        private int count;

        Decisions() {
            consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers", machine.brokers(),
                            "group.id", "benchmark-decisions",
                            "auto.offset.reset", "earliest",
                            "isolation.level", "read_committed",
                            "max.poll.records", 5_000),
                    new StringDeserializer(),
                    machine.serdes().valueOf(Topics.LEAD_ASSIGNMENTS).deserializer());
            consumer.subscribe(List.of(Topics.LEAD_ASSIGNMENTS.name()));
        }

        long count() {
            for (var record : consumer.poll(Duration.ZERO)) {
                var decision = record.value();
                if (decision.getKind() != AssignmentKind.ASSIGNED
                        || decision.getCandidates().size() != TEAM
                        || decision.getExplanation().isEmpty()
                        || !owned.add(decision.getLeadId())) {
                    throw new IllegalStateException("not one explained owner: " + decision);
                }
                count++;
            }
            return count;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
