// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.schemas.topic.Topics;

/** Scoring alone: people are known, then their activities lie in the topic, and scores and profiles come out. */
final class ScoringRun {

    static final String APPLICATION = "lead-scoring";

    private final Machine machine;
    private final ActivityLoad load;
    private final int threads;

    ScoringRun(Machine machine, ActivityLoad load, int threads) {
        this.machine = machine;
        this.load = load;
        this.threads = threads;
    }

    Result run(int warmUp, int activities) throws Exception {
        var services = new Services(machine, threads);
        services.publishRules();
        var topics = new LoadTopics(machine, load);
        topics.fillCaptures();
        try (var groups = new Groups(machine.brokers())) {
            try (var scoring = services.scoring()) {
                scoring.start();
                var captured = Topics.CAPTURED_LEADS.name();
                Progress.await(() -> groups.committed(APPLICATION, captured), load.leads(), scoring);
            }
            topics.fillActivities(0, warmUp + activities);
            try (var scoring = services.scoring()) {
                scoring.start();
                return Drain.of(groups, machine.cpu(), APPLICATION, Topics.ACTIVITIES.name(), scoring)
                        .measure("scoring-stream: activities into scores", warmUp, activities);
            }
        }
    }
}
