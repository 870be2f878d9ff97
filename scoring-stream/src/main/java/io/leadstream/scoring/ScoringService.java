// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.streams.StreamsRunner;
import io.leadstream.schemas.serde.TopicSerdes;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/** Scoring as a service, alone in a process or beside others. */
public final class ScoringService implements Service {

    /** First part of its keys. */
    public static final String MODULE = ScoringConfig.MODULE;

    private final TopicSerdes serdes;
    private final StreamsRunner runner;

    private ScoringService(TopicSerdes serdes, StreamsRunner runner) {
        this.serdes = serdes;
        this.runner = runner;
    }

    /** Every key it knows. */
    public static ConfigDef definition() {
        return ScoringConfig.definition();
    }

    /** A service that is not started yet. */
    public static ScoringService create(Settings settings) {
        TopicSerdes serdes = TopicSerdes.from(settings.serde());
        var meters = new ScoringMeters(Metrics.process().registry());
        var topology = new ScoringTopology(serdes, ScoringConfig.of(settings), meters);
        return new ScoringService(
                serdes,
                StreamsRunner.create(
                        "scoring-stream",
                        MODULE,
                        ScoringConfig.APPLICATION_ID,
                        settings,
                        ScoringTopology.topics(),
                        topology::build));
    }

    /** What a service with these settings runs, for whoever drives it without brokers. */
    public static Topology topology(StreamsConfig streams, TopicSerdes serdes, Settings settings) {
        var meters = new ScoringMeters(Metrics.process().registry());
        return new ScoringTopology(serdes, ScoringConfig.of(settings), meters).build(streams);
    }

    @Override
    public String name() {
        return runner.name();
    }

    @Override
    public void start() {
        runner.start();
    }

    @Override
    public boolean live() {
        return runner.live();
    }

    @Override
    public boolean ready() {
        return runner.ready();
    }

    @Override
    public @Nullable Exception failure() {
        return runner.failure();
    }

    @Override
    public void close() {
        runner.close();
        serdes.close();
    }
}
