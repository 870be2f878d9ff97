// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.scoring.RescoreState;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;

/**
 * What scoring counts. Events taken in are captures, activities, handovers and commands; with the duplicates and the dead letters
 * they add up to the records read from these topics. After a crash, what was not committed is counted again.
 */
final class ScoringMeters {

    final Counter captures;
    final Counter activities;
    final Counter handovers;
    final Counter commands;
    final Counter timers;
    final Counter duplicates;
    final Counter forwarded;
    final Counter merges;
    final Counter scoreChanges;
    final Counter qualifications;
    final Counter rescored;
    final Counter visitorsDropped;

    private final Map<Integer, ScoringProgress> rescoring = new ConcurrentHashMap<>();

    ScoringMeters(MeterRegistry registry) {
        captures = events(registry, "capture");
        activities = events(registry, "activity");
        handovers = events(registry, "handover");
        commands = events(registry, "command");
        timers = counter(registry, "timers", "Leads looked at because a day came on which time may have changed them");
        duplicates = counter(registry, "duplicates", "Events that had been counted before");
        forwarded = events(registry, "forwarded");
        merges = counter(registry, "merges", "Leads known by phone or company that became part of another");
        scoreChanges = counter(registry, "score.changes", "Changes of a score that were told");
        qualifications = counter(registry, "qualifications", "Leads that reached the qualifying threshold");
        rescored = counter(registry, "rescored", "Leads looked at in the background because of new rules");
        visitorsDropped = counter(
                registry, "visitor.dropped", "Activities of unknown visitors let go by the bounds on their keeping");
        gauge(
                registry,
                "version",
                "Newest rules that a partition here has taken up",
                ScoringProgress::getVersion,
                Math::max);
        gauge(registry, "partitions", "Partitions here that are being re-scored", ScoringMeters::working, Long::sum);
        gauge(
                registry,
                "waiting",
                "Partitions here whose newest rules wait for recorded activities to be counted",
                ScoringMeters::waiting,
                Long::sum);
        gauge(registry, "visited", "Leads looked at since the newest rules", ScoringProgress::getVisited, Long::sum);
        gauge(registry, "leads", "Leads to look at, as estimated", ScoringProgress::getLeads, Long::sum);
    }

    /** How far a partition of this process is; what it said before is forgotten. */
    void rescoring(ScoringProgress progress) {
        rescoring.put(progress.getPartition(), progress);
    }

    /** The partition is another process's now. */
    void released(int partition) {
        rescoring.remove(partition);
    }

    private static long working(ScoringProgress progress) {
        return progress.getState() == RescoreState.DONE ? 0 : 1;
    }

    private static long waiting(ScoringProgress progress) {
        return progress.getState() == RescoreState.BACKFILLING ? 1 : 0;
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            ToLongFunction<ScoringProgress> of,
            LongBinaryOperator together) {
        Gauge.builder("leadstream.scoring.rescore." + name, rescoring, all -> all.values().stream()
                        .mapToLong(of)
                        .reduce(0, together))
                .description(description)
                .register(registry);
    }

    private static Counter events(MeterRegistry registry, String kind) {
        return Counter.builder("leadstream.scoring.events")
                .description("Events taken into a lead")
                .tag("kind", kind)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("leadstream.scoring." + name)
                .description(description)
                .register(registry);
    }
}
