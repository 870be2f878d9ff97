// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.schemas.serde.RegistryException;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topology and the serdes that it writes with, as one service. The schemas of the topics that it writes are made known
 * before the first record, so that a schema which the registry refuses ends the start and not the flow.
 */
public final class TopologyService implements Service {

    private static final Logger log = LoggerFactory.getLogger(TopologyService.class);
    private static final int REGISTRY_ATTEMPTS = 12;
    private static final int REGISTRY_PAUSE_SECONDS = 5;

    private final TopicSerdes serdes;
    private final StreamsRunner runner;
    private final List<Topic<?>> written;
    private final CountDownLatch closing = new CountDownLatch(1);

    private TopologyService(TopicSerdes serdes, StreamsRunner runner, List<Topic<?>> written) {
        this.serdes = serdes;
        this.runner = runner;
        this.written = written;
    }

    /**
     * A service that is not started yet.
     *
     * @param writer the module that it is; its name is the service's
     * @param module first part of the application's own keys, such as {@code scoring}
     * @param topics read or written by the topology; created when they are missing
     */
    public static TopologyService create(
            Topic.Writer writer,
            String module,
            String applicationId,
            Settings settings,
            Collection<Topic<?>> topics,
            BiFunction<TopicSerdes, StreamsConfig, Topology> topology) {
        TopicSerdes serdes = TopicSerdes.from(settings.serde());
        StreamsRunner runner = StreamsRunner.create(
                writer.module(), module, applicationId, settings, topics, config -> topology.apply(serdes, config));
        List<Topic<?>> written =
                topics.stream().filter(topic -> topic.writer() == writer).toList();
        return new TopologyService(serdes, runner, written);
    }

    @Override
    public String name() {
        return runner.name();
    }

    /**
     * @throws RegistryException when the registry refuses a schema, or stays away for a minute
     */
    @Override
    public void start() {
        for (int attempt = 1; !registered(attempt); attempt++) {
            if (awaitClose()) {
                return;
            }
        }
        runner.start();
    }

    private boolean registered(int attempt) {
        try {
            serdes.register(written);
            return true;
        } catch (RegistryException e) {
            if (!e.retriable() || attempt >= REGISTRY_ATTEMPTS) {
                throw e;
            }
            log.warn("{}: {}; trying again in {} s", name(), e.getMessage(), REGISTRY_PAUSE_SECONDS);
            return false;
        }
    }

    private boolean awaitClose() {
        try {
            return closing.await(REGISTRY_PAUSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
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
        closing.countDown();
        runner.close();
        serdes.close();
    }
}
