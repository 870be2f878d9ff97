// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one topology as a service. Poison is set aside and the stream goes on; a thread that dies is replaced, three
 * times in five minutes, for there are faults that pass; what doesn't pass ends the service and is told by
 * {@link #failure()}.
 */
public final class StreamsRunner implements Service {

    private static final Logger log = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration FAULT_WINDOW = Duration.ofMinutes(5);
    private static final int FAULTS = 3;
    private static final int REGISTRY_ATTEMPTS = 30;
    private static final int REGISTRY_PAUSE_SECONDS = 5;

    private final String name;
    private final String module;
    private final String applicationId;
    private final Settings settings;
    private final Collection<Topic<?>> topics;
    private final Function<StreamsConfig, Topology> topology;
    private final MeterRegistry registry;

    private final Replacements faults = new Replacements(FAULTS, FAULT_WINDOW, System::nanoTime);
    private final Replacements registryOutages = new Replacements(REGISTRY_ATTEMPTS, FAULT_WINDOW, System::nanoTime);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Progress progress;

    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable KafkaStreamsMetrics meters;

    private StreamsRunner(
            String name,
            String module,
            String applicationId,
            Settings settings,
            Collection<Topic<?>> topics,
            Function<StreamsConfig, Topology> topology,
            MeterRegistry registry) {
        this.name = name;
        this.module = module;
        this.applicationId = applicationId;
        this.settings = settings;
        this.topics = List.copyOf(topics);
        this.topology = topology;
        this.registry = registry;
        this.progress = new Progress(settings.millis(module + ".streams.stall.ms"), System::nanoTime);
    }

    /**
     * A runner that is not started yet.
     *
     * @param name for people, such as {@code scoring-stream}
     * @param module first part of the application's own keys, such as {@code scoring}
     * @param topics read or written by the topology; created when they are missing
     * @param topology is given the configuration, which it must hand to {@code StreamsBuilder} in a
     *     {@code TopologyConfig}: otherwise unnamed stores and repartitions go unnoticed
     */
    public static StreamsRunner create(
            String name,
            String module,
            String applicationId,
            Settings settings,
            Collection<Topic<?>> topics,
            Function<StreamsConfig, Topology> topology) {
        return new StreamsRunner(
                name,
                module,
                applicationId,
                settings,
                topics,
                topology,
                Metrics.process().registry());
    }

    /** Kafka Streams makes it too, but gives up when another application of the process makes it in the same moment. */
    private static void makeStateDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("can't make the folder for state " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        TopicProvisioner.provision(settings, topics, List.of(applicationId));
        StreamsConfig config = new StreamsConfig(StreamsProperties.of(module, applicationId, settings, registry));
        makeStateDirectory(Path.of(config.getString(StreamsConfig.STATE_DIR_CONFIG)));
        KafkaStreams client = new KafkaStreams(topology.apply(config), config);
        client.setUncaughtExceptionHandler(this::decide);
        client.setStateListener((now, before) -> {
            log.info("{} is {}", name, now);
            if (now == KafkaStreams.State.ERROR) {
                failure.compareAndSet(null, new IllegalStateException(name + " stopped by an error"));
            }
        });
        streams = client;
        KafkaStreamsMetrics binder = new KafkaStreamsMetrics(client, List.of(Tag.of("application", applicationId)));
        binder.bindTo(registry);
        meters = binder;
        client.start();
    }

    @Override
    public boolean live() {
        return failure.get() == null && progress.moves(work());
    }

    @Override
    public boolean ready() {
        KafkaStreams client = streams;
        return client != null && client.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public @Nullable Exception failure() {
        return failure.get();
    }

    @Override
    public void close() {
        closing.countDown();
        KafkaStreams client = streams;
        if (client == null) {
            return;
        }
        KafkaStreamsMetrics binder = meters;
        if (binder != null) {
            binder.close();
        }
        // To leave at once lets another instance go on in a second instead of after the session timeout.
        boolean closed = client.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (!closed) {
            log.warn("{} did not close within {} s; local state will be rebuilt", name, CLOSE_TIMEOUT.toSeconds());
        }
    }

    private StreamThreadExceptionResponse decide(Throwable thrown) {
        if (closing.getCount() == 0) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (thrown instanceof Error || Blame.find(thrown, DeadLetterFloodException.class) != null) {
            return stop(thrown);
        }
        if (Blame.registryAway(thrown)) {
            return awaitRegistry(thrown);
        }
        if (!faults.take()) {
            return stop(thrown);
        }
        log.warn("{}: a thread died and is replaced: {}", name, describe(thrown), thrown);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private StreamThreadExceptionResponse awaitRegistry(Throwable thrown) {
        if (!registryOutages.take()) {
            return stop(thrown);
        }
        log.warn("{}: the schema registry can't be reached; trying again in {} s", name, REGISTRY_PAUSE_SECONDS);
        try {
            if (closing.await(REGISTRY_PAUSE_SECONDS, TimeUnit.SECONDS)) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private StreamThreadExceptionResponse stop(Throwable thrown) {
        Exception reason = thrown instanceof Exception exception
                ? exception
                : new IllegalStateException(name + " stopped by " + thrown, thrown);
        failure.compareAndSet(null, reason);
        log.error("{} stops: {}", name, describe(thrown), thrown);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static String describe(Throwable thrown) {
        DeadLetterFloodException flood = Blame.find(thrown, DeadLetterFloodException.class);
        return flood == null ? thrown.getClass().getName() : String.valueOf(flood.getMessage());
    }

    private Map<TopicPartition, Progress.Work> work() {
        KafkaStreams client = streams;
        if (client == null || !client.state().isRunningOrRebalancing()) {
            return Map.of();
        }
        Map<TopicPartition, Progress.Work> work = new HashMap<>();
        for (ThreadMetadata thread : client.metadataForLocalThreads()) {
            for (TaskMetadata task : thread.activeTasks()) {
                task.committedOffsets().forEach((partition, committed) -> {
                    // The end is the newest record that was fetched, the commit the next one to fetch.
                    long newest = task.endOffsets().getOrDefault(partition, -1L);
                    work.put(partition, new Progress.Work(committed, newest >= 0 && newest >= committed));
                });
            }
        }
        return work;
    }
}
