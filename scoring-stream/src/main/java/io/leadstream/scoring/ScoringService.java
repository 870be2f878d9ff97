// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.streams.TopologyService;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Scoring as a service, alone in a process or beside others. */
public final class ScoringService {

    /** First part of its own configuration keys. */
    public static final String MODULE = ScoringConfig.MODULE;

    private ScoringService() {}

    /** Every key it knows. */
    public static ConfigDef definition() {
        return ScoringConfig.definition();
    }

    /** A service that is not started yet. */
    public static Service create(Settings settings) {
        return TopologyService.create(
                Topic.Writer.SCORING_STREAM,
                MODULE,
                ScoringConfig.APPLICATION_ID,
                settings,
                ScoringTopology.topics(),
                (serdes, streams) -> topology(
                        streams,
                        serdes,
                        settings,
                        new TopicHistory(settings.kafkaConsumer(), serdes, ScoringConfig.APPLICATION_ID)));
    }

    /** What a service with these settings runs, for whoever drives it without brokers. */
    public static Topology topology(StreamsConfig streams, TopicSerdes serdes, Settings settings) {
        return topology(streams, serdes, settings, RecordedActivities.NONE);
    }

    private static Topology topology(
            StreamsConfig streams, TopicSerdes serdes, Settings settings, RecordedActivities history) {
        return new ScoringTopology(
                        serdes,
                        ScoringConfig.of(settings),
                        new ScoringMeters(Metrics.process().registry()),
                        history)
                .build(streams);
    }
}
