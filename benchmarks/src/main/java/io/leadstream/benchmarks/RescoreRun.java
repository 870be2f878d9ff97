// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.capture.CaptureSettings;
import io.leadstream.capture.rules.Order;
import io.leadstream.capture.rules.Publication;
import io.leadstream.capture.rules.RuleFormat;
import io.leadstream.capture.rules.RulePublisher;
import io.leadstream.capture.rules.RuleSource;
import io.leadstream.capture.rules.RuleStatus;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.topic.Topics;
import java.util.List;
import java.util.Map;

/**
 * A new version of the rules while activities go on: many leads are in state, a version that changes every score is
 * published, and the clock runs until every lead is re-scored. The worst case of re-scoring: each lead is written, and
 * each tells a score.
 */
final class RescoreRun {

    /** Any lead with an address, so any lead of the load, has another score by these. */
    private static final String RULES = """
            name: everybody
            rules:
              - {name: Known, field: email, operator: exists, points: 7}
              - {name: VP, field: title, operator: contains, value: vp, points: 15}
              - {name: Large, field: employeeCount, operator: greater_than, value: 1000, points: 15}
              - {name: Opened, activity: email_opened, points: 2}
              - {name: Demo, activity: demo_requested, points: 20}
            """;

    private static final int WARM_UP_SECONDS = 5;

    private final Machine machine;
    private final ActivityLoad load;
    private final int threads;
    private final int rate;

    RescoreRun(Machine machine, ActivityLoad load, int threads, int rate) {
        this.machine = machine;
        this.load = load;
        this.threads = threads;
        this.rate = rate;
    }

    /** What was measured, and how long the scores of activities took meanwhile. */
    record Timed(Result result, Latencies before, Latencies meanwhile) {}

    Timed run() throws Exception {
        var services = new Services(machine, threads);
        services.publishRules();
        new LoadTopics(machine, load).fillCaptures();
        try (var groups = new Groups(machine.brokers());
                var scoring = services.scoring()) {
            scoring.start();
            var captured = Topics.CAPTURED_LEADS.name();
            Progress.await(() -> groups.committed(ScoringRun.APPLICATION, captured), load.leads(), scoring);
            var rules = new RulePublisher(
                    Settings.of(CaptureSettings.define(), machine.settings(CaptureSettings.MODULE)), machine.serdes());
            Progress.await(() -> done(rules.status()), 1, scoring);
            try (var steady = SteadyActivities.start(machine, load, rate)) {
                steady.runFor(WARM_UP_SECONDS);
                var before = steady.cut("activity to its score, before");
                var stopwatch = Stopwatch.start(machine.cpu());
                publish(rules);
                Progress.await(() -> done(rules.status()), 1, scoring);
                var result =
                        stopwatch.stop("re-scoring by a new version, " + rate + " activities/s beside", load.leads());
                return new Timed(result, before, steady.cut("activity to its score, while re-scoring"));
            }
        }
    }

    private static void publish(RulePublisher rules) {
        var source = RuleSource.of("benchmark", RuleFormat.YAML, RULES, Map.of());
        if (rules.publish(List.of(Order.of(Publication.SCORING_RULES, source)), "benchmark")
                .refused()) {
            throw new IllegalStateException("the rules of the benchmark have a mistake");
        }
    }

    private static long done(RuleStatus status) {
        return status.state() == RuleStatus.State.DONE ? 1 : 0;
    }
}
