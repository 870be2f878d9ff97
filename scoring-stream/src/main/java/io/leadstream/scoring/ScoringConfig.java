// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What the topology is built with.
 *
 * @param partitions of every topic and repartition
 * @param dedupeWindow how long event ids are remembered
 * @param visitorActivities most activities that wait for one visitor's identification
 * @param visitorWindow how long they wait
 * @param visitorKnown how long after the last activity it is remembered who a visitor is
 * @param sweepInterval between two slices of re-scoring or of tidying up
 * @param sliceKeys most keys of one slice
 * @param sliceTime most time of a thread for all slices of an interval
 * @param commitPace least time between two commits that are asked for out of turn
 */
record ScoringConfig(
        int partitions,
        Duration dedupeWindow,
        int visitorActivities,
        Duration visitorWindow,
        Duration visitorKnown,
        Duration sweepInterval,
        int sliceKeys,
        Duration sliceTime,
        Duration commitPace) {

    static final String MODULE = "scoring";
    static final String APPLICATION_ID = "lead-scoring";

    static final String DEDUPE_DAYS = "scoring.dedupe.window.days";
    static final String VISITOR_ACTIVITIES = "scoring.visitor.activities";
    static final String VISITOR_DAYS = "scoring.visitor.window.days";
    static final String VISITOR_KNOWN_DAYS = "scoring.visitor.known.days";
    static final String SWEEP_INTERVAL = "scoring.sweep.interval.ms";
    static final String SLICE_KEYS = "scoring.sweep.slice.keys";
    static final String SLICE_TIME = "scoring.sweep.slice.ms";
    static final String COMMIT_PACE = "scoring.commit.pace.ms";
    /** Any order gives the same scores, and to look after empty topics costs an eighth of the time of a record. */
    private static final long NEVER_WAIT = -1;

    private static final int HTTP_PORT = 8091;

    /** Every key of the process. */
    static ConfigDef definition() {
        return CommonSettings.defineStreams(CommonSettings.define(MODULE, HTTP_PORT), MODULE, NEVER_WAIT)
                .define(
                        DEDUPE_DAYS,
                        ConfigDef.Type.INT,
                        30,
                        between(1, 366),
                        MEDIUM,
                        "Days for which an event id is remembered, so that a repeat counts once. With another number the"
                                + " ids seen before are forgotten.")
                .define(
                        VISITOR_ACTIVITIES,
                        ConfigDef.Type.INT,
                        500,
                        between(1, 10_000),
                        LOW,
                        "Most activities of an unknown visitor that are kept for an identification; the newest stay.")
                .define(
                        VISITOR_DAYS,
                        ConfigDef.Type.INT,
                        30,
                        between(1, 366),
                        LOW,
                        "Days for which activities of an unknown visitor are kept.")
                .define(
                        VISITOR_KNOWN_DAYS,
                        ConfigDef.Type.INT,
                        400,
                        between(1, 3_650),
                        LOW,
                        "Days after the last activity for which it is remembered who a visitor is. After that the visitor is"
                                + " unknown again.")
                .define(
                        SWEEP_INTERVAL,
                        ConfigDef.Type.INT,
                        50,
                        between(10, 10_000),
                        LOW,
                        "Milliseconds between two slices of the work in the background: re-scoring by new rules, tidying"
                                + " up.")
                .define(
                        SLICE_KEYS,
                        ConfigDef.Type.INT,
                        500,
                        between(1, 100_000),
                        LOW,
                        "Most rows that one slice works on; records come in between.")
                .define(
                        SLICE_TIME,
                        ConfigDef.Type.INT,
                        20,
                        between(1, 1_000),
                        LOW,
                        "Milliseconds of each interval that a thread gives to this work, shared by its tasks; each gets at least a fiftieth of it.")
                .define(
                        COMMIT_PACE,
                        ConfigDef.Type.INT,
                        25,
                        between(1, 10_000),
                        MEDIUM,
                        "A lead that becomes ready for sales is committed at once, but not more often than after so many"
                                + " milliseconds.");
    }

    static ScoringConfig of(Settings settings) {
        return new ScoringConfig(
                settings.integer(CommonSettings.PARTITIONS),
                Duration.ofDays(settings.integer(DEDUPE_DAYS)),
                settings.integer(VISITOR_ACTIVITIES),
                Duration.ofDays(settings.integer(VISITOR_DAYS)),
                Duration.ofDays(settings.integer(VISITOR_KNOWN_DAYS)),
                settings.millis(SWEEP_INTERVAL),
                settings.integer(SLICE_KEYS),
                settings.millis(SLICE_TIME),
                settings.millis(COMMIT_PACE));
    }
}
