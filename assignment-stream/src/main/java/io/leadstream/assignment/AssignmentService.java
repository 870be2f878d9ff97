// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.streams.TopologyService;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Assignment as a service, alone in a process or beside others. */
public final class AssignmentService {

    /** First part of its own configuration keys. */
    public static final String MODULE = AssignmentConfig.MODULE;

    private AssignmentService() {}

    /** Every key it knows. */
    public static ConfigDef definition() {
        return AssignmentConfig.definition();
    }

    /** A service that is not started yet. */
    public static Service create(Settings settings) {
        return TopologyService.create(
                Topic.Writer.ASSIGNMENT_STREAM,
                MODULE,
                AssignmentConfig.APPLICATION_ID,
                settings,
                AssignmentTopology.topics(),
                (serdes, streams) -> topology(streams, serdes, settings));
    }

    /** What a service with these settings runs, for whoever drives it without brokers. */
    public static Topology topology(StreamsConfig streams, TopicSerdes serdes, Settings settings) {
        return new AssignmentTopology(serdes, AssignmentConfig.of(settings)).build(streams);
    }
}
