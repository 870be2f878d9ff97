// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.runtime.service.Service;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Everything: activities lie in the topic, and are done when the last of them, and the last of the scores,
 * transitions and assignments that came of them, is a row in PostgreSQL. A first small load warms all services up; the
 * clock runs from the first row of the large one.
 */
final class PipelineRun {

    private static final String ACTIVITIES = Topics.ACTIVITIES.name();
    private static final String ASSIGNMENT = "lead-assignment";
    private static final String ACCOUNT_ORDERS = ASSIGNMENT + "-account-orders-repartition";
    private static final String POOL_ORDERS = ASSIGNMENT + "-pool-orders-repartition";

    private final Machine machine;
    private final ActivityLoad load;
    private final int threads;

    PipelineRun(Machine machine, ActivityLoad load, int threads) {
        this.machine = machine;
        this.load = load;
        this.threads = threads;
    }

    Result run(int warmUp, int activities) throws Exception {
        var services = new Services(machine, threads);
        services.publishRules();
        var topics = new LoadTopics(machine, load);
        topics.fillCaptures();
        topics.fillActivities(0, warmUp);
        drain(services, 0, warmUp);
        topics.fillActivities(warmUp, warmUp + activities);
        return drain(services, warmUp, warmUp + activities);
    }

    private Result drain(Services services, int from, int to) throws Exception {
        try (var groups = new Groups(machine.brokers());
                var sink = services.sink();
                var assignment = services.assignment();
                var scoring = services.scoring();
                var rows = new Rows(machine)) {
            Service[] all = {sink, assignment, scoring};
            for (var service : all) {
                service.start();
            }
            Progress.await(() -> rows.written(ACTIVITIES), from + 1, all);
            var stopwatch = Stopwatch.start(machine.cpu());
            Progress.await(() -> rows.written(ACTIVITIES), to, all);
            Progress.await(() -> groups.committed(ScoringRun.APPLICATION, ACTIVITIES), to, all);
            Progress.await(() -> settled(groups, rows) ? 1 : 0, 1, all);
            var result = stopwatch.stop("everything: activities into PostgreSQL rows", to - from);
            requireRows(rows, to);
            return result;
        }
    }

    /** True when assignment has read all that scoring wrote, and the sink all that both wrote. */
    private static boolean settled(Groups groups, Rows rows) throws Exception {
        var read = groups.ends(List.of(Topics.LEAD_PROFILES.name(), ACCOUNT_ORDERS, POOL_ORDERS));
        if (!reaches(groups.committed(ASSIGNMENT), read)) {
            return false;
        }
        var written = groups.ends(Topics.all().stream().map(Topic::name).toList());
        return reaches(rows.offsets(), written);
    }

    /** The end of a transactional topic is one behind its last record: there the transaction's marker stands. */
    private static boolean reaches(Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue() - 1);
    }

    private static void requireRows(Rows rows, int activities) throws SQLException {
        long found = rows.count("activities where type <> 'assigned'");
        if (found != activities) {
            throw new IllegalStateException(found + " rows for " + activities + " activities");
        }
        long aside = rows.count("sink_dead_letters");
        if (aside > 0) {
            throw new IllegalStateException(aside + " records were set aside in sink_dead_letters");
        }
    }
}
