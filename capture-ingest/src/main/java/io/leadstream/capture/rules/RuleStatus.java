// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.RescoreState;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the newest scoring rules have come, read from the topics: it doesn't matter where scoring runs.
 *
 * @param newest null when nothing was published yet
 * @param partitionCount over how many partitions the leads are laid
 * @param partitions what each partition said last, by its number; some may not have said anything yet
 */
public record RuleStatus(@Nullable ScoringRuleSet newest, int partitionCount, List<ScoringProgress> partitions) {

    /** What is going on as a whole. */
    public enum State {
        /** No version was ever published. */
        NONE,
        /** Some partition has not taken the newest version up. */
        WAITING,
        BACKFILLING,
        RESCORING,
        /** Every lead has been scored by the newest version. */
        DONE
    }

    /** Asks the topics. */
    public static RuleStatus read(Settings settings, TopicSerdes serdes) {
        try (VersionLog versions = VersionLog.open(settings, serdes)) {
            Map<Integer, ScoringProgress> newest = new TreeMap<>();
            versions.read(Topics.SCORING_PROGRESS, progress -> newest.put(progress.getPartition(), progress));
            return new RuleStatus(
                    versions.newest(Publication.SCORING_RULES),
                    versions.partitions(Topics.CAPTURED_LEADS),
                    List.copyOf(newest.values()));
        }
    }

    /** What is going on: the least that any partition has come to. */
    public State state() {
        if (newest == null) {
            return State.NONE;
        }
        if (current().size() < partitionCount || partitionCount == 0) {
            return State.WAITING;
        }
        if (all(RescoreState.DONE)) {
            return State.DONE;
        }
        return current().stream().anyMatch(progress -> progress.getState() == RescoreState.BACKFILLING)
                ? State.BACKFILLING
                : State.RESCORING;
    }

    /** The lowest version by which any partition scores; 0 when one has none yet, or has not said so. */
    public int activeVersion() {
        return partitions.size() < partitionCount
                ? 0
                : partitions.stream()
                        .mapToInt(ScoringProgress::getActiveVersion)
                        .min()
                        .orElse(0);
    }

    /** How many partitions have every lead scored by the newest version. */
    public long partitionsDone() {
        return current().stream()
                .filter(progress -> progress.getState() == RescoreState.DONE)
                .count();
    }

    /** Leads that were looked at by the newest version. */
    public long visited() {
        return current().stream().mapToLong(ScoringProgress::getVisited).sum();
    }

    /** Leads to look at, as the stores estimate, and never fewer than were looked at. */
    public long leads() {
        return current().stream()
                .mapToLong(progress -> progress.getState() == RescoreState.DONE
                        ? progress.getVisited()
                        : Math.max(progress.getVisited(), progress.getLeads()))
                .sum();
    }

    /** When the first partition took the newest version up; null before that. */
    public @Nullable Instant startedAt() {
        return current().stream()
                .map(ScoringProgress::getStartedAt)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** From the start to the end, or until now while there is work. */
    public Duration took(Instant now) {
        Instant start = startedAt();
        if (start == null) {
            return Duration.ZERO;
        }
        Instant end = state() == State.DONE
                ? current().stream()
                        .map(ScoringProgress::getUpdatedAt)
                        .max(Instant::compareTo)
                        .orElse(now)
                : now;
        return Duration.between(start, end);
    }

    private List<ScoringProgress> current() {
        int version = newest == null ? -1 : newest.getVersion();
        return partitions.stream()
                .filter(progress -> progress.getVersion() == version)
                .toList();
    }

    private boolean all(RescoreState state) {
        return current().stream().allMatch(progress -> progress.getState() == state);
    }
}
