// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

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
 * @param tick between two looks at queues and waiting leads
 * @param leadsPerTick most leads that one look works on
 * @param commitPace least time between two commits that are asked for out of turn
 */
record AssignmentConfig(int partitions, Duration tick, int leadsPerTick, Duration commitPace) {

    static final String MODULE = "assignment";
    static final String APPLICATION_ID = "lead-assignment";

    private static final String TICK = "assignment.tick.ms";
    private static final String LEADS_PER_TICK = "assignment.tick.leads";
    private static final String COMMIT_PACE = "assignment.commit.pace.ms";
    private static final int HTTP_PORT = 8092;

    /** Every key of the process. */
    static ConfigDef definition() {
        return CommonSettings.defineStreams(CommonSettings.define(MODULE, HTTP_PORT), MODULE)
                .define(
                        TICK,
                        ConfigDef.Type.INT,
                        50,
                        between(10, 10_000),
                        MEDIUM,
                        "Milliseconds between two looks at queues and at leads that wait for rules.")
                .define(
                        LEADS_PER_TICK,
                        ConfigDef.Type.INT,
                        250,
                        between(1, 10_000),
                        LOW,
                        "Most leads that one such look works on; records come in between.")
                .define(
                        COMMIT_PACE,
                        ConfigDef.Type.INT,
                        25,
                        between(1, 10_000),
                        MEDIUM,
                        "A decision is committed at once, but not more often than after so many milliseconds.");
    }

    static AssignmentConfig of(Settings settings) {
        return new AssignmentConfig(
                settings.integer(CommonSettings.PARTITIONS),
                settings.millis(TICK),
                settings.integer(LEADS_PER_TICK),
                settings.millis(COMMIT_PACE));
    }
}
