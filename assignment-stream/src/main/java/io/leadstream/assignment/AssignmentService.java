// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.streams.StreamsRunner;
import io.leadstream.schemas.serde.TopicSerdes;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/** Assignment as a service, alone in a process or beside others. */
public final class AssignmentService implements Service {

    /** First part of its keys. */
    public static final String MODULE = AssignmentConfig.MODULE;

    private final TopicSerdes serdes;
    private final StreamsRunner runner;

    private AssignmentService(TopicSerdes serdes, StreamsRunner runner) {
        this.serdes = serdes;
        this.runner = runner;
    }

    /** Every key it knows. */
    public static ConfigDef definition() {
        return AssignmentConfig.definition();
    }

    /** A service that is not started yet. */
    public static AssignmentService create(Settings settings) {
        TopicSerdes serdes = TopicSerdes.from(settings.serde());
        AssignmentTopology topology = new AssignmentTopology(serdes, AssignmentConfig.of(settings));
        return new AssignmentService(
                serdes,
                StreamsRunner.create(
                        "assignment-stream",
                        MODULE,
                        AssignmentConfig.APPLICATION_ID,
                        settings,
                        AssignmentTopology.topics(),
                        topology::build));
    }

    /** What a service with these settings runs, for whoever drives it without brokers. */
    public static Topology topology(StreamsConfig streams, TopicSerdes serdes, Settings settings) {
        return new AssignmentTopology(serdes, AssignmentConfig.of(settings)).build(streams);
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
