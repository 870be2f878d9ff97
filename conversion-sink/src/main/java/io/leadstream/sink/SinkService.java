// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.health.RouteServer;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.sink.consume.Decoder;
import io.leadstream.sink.consume.Sink;
import io.leadstream.sink.read.ReadServer;
import org.jspecify.annotations.Nullable;

/** The conversion sink as a service: topics, tables, workers. */
public final class SinkService implements Service {

    private final Settings settings;
    private volatile @Nullable SinkDatabase database;
    private volatile @Nullable Sink sink;
    private volatile @Nullable RouteServer server;

    private SinkService(Settings settings) {
        this.settings = settings;
    }

    /** A sink that is not started yet. */
    public static SinkService create(Settings settings) {
        return new SinkService(settings);
    }

    @Override
    public String name() {
        return "conversion-sink";
    }

    @Override
    public void start() {
        SinkDatabase opened = SinkDatabase.open(settings);
        database = opened;
        server = ReadServer.start(
                settings.text(CommonSettings.httpHost(SinkSettings.MODULE)),
                settings.integer(CommonSettings.httpPort(SinkSettings.MODULE)),
                settings.list(SinkSettings.READ_KEYS),
                opened.connections(),
                this);
        TopicProvisioner.provision(settings, Topics.all(), Decoder.STREAMS);
        opened.migrate();
        Sink workers = new Sink(
                options(settings),
                opened.connections(),
                TopicSerdes.from(settings.serde()),
                Metrics.process().registry());
        sink = workers;
        workers.start();
    }

    /** The port that HTTP listens on, once started. */
    public int port() {
        RouteServer started = server;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started.port();
    }

    @Override
    public boolean servesHealth() {
        return true;
    }

    @Override
    public boolean live() {
        Sink workers = sink;
        return workers == null
                || (workers.failure() == null && workers.silence().compareTo(settings.millis(SinkSettings.STALL)) < 0);
    }

    @Override
    public boolean ready() {
        Sink workers = sink;
        return workers != null && workers.ready();
    }

    @Override
    public @Nullable Exception failure() {
        Sink workers = sink;
        return workers == null ? null : workers.failure();
    }

    @Override
    public void close() {
        RouteServer started = server;
        if (started != null) {
            started.close();
            server = null;
        }
        Sink workers = sink;
        if (workers != null) {
            workers.close();
        }
        SinkDatabase opened = database;
        if (opened != null) {
            opened.close();
        }
    }

    private static Sink.Options options(Settings settings) {
        return new Sink.Options(
                settings.text(SinkSettings.GROUP_ID),
                settings.integer(SinkSettings.THREADS),
                settings.integer(SinkSettings.BATCH_RECORDS),
                settings.text(SinkSettings.GROUP_PROTOCOL),
                settings.kafkaConsumer(),
                settings.kafkaAdmin(),
                settings.millis(SinkSettings.RETRY_FIRST),
                settings.millis(SinkSettings.RETRY_LONGEST),
                settings.millis(SinkSettings.VERIFY_INTERVAL),
                settings.integer(SinkSettings.DEAD_LETTERS));
    }
}
