// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where a kind of fact of the pipeline goes.
 *
 * @param sink name of the node
 * @param topic its topic, whose value type tells the facts
 */
record PipelineOutput<V extends SpecificRecord>(String sink, Topic<V> topic) {

    static final List<PipelineOutput<?>> ALL = List.of(
            new PipelineOutput<>("lead-transitions-sink", Topics.LEAD_TRANSITIONS),
            new PipelineOutput<>("offer-facts-sink", Topics.LEAD_ASSIGNMENTS),
            new PipelineOutput<>("assignment-alerts-sink", Topics.ASSIGNMENT_ALERTS),
            new PipelineOutput<>("lead-tasks-sink", Topics.LEAD_TASKS),
            new PipelineOutput<>("lead-assessments-sink", Topics.LEAD_ASSESSMENTS),
            new PipelineOutput<>("lead-conversions-sink", Topics.LEAD_CONVERSIONS),
            new PipelineOutput<>("command-outcomes-sink", Topics.COMMAND_OUTCOMES));

    /** The node for a fact. */
    static String sinkOf(SpecificRecord fact) {
        for (PipelineOutput<?> output : ALL) {
            if (output.topic().valueType() == fact.getClass()) {
                return output.sink();
            }
        }
        throw new IllegalArgumentException("no topic for " + fact.getClass().getName());
    }
}
