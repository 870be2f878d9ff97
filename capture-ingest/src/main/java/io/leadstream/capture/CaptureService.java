// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture;

import io.leadstream.capture.http.CaptureServer;
import io.leadstream.capture.kafka.LogGateway;
import io.leadstream.capture.rules.RulePublisher;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gate: makes its topics be there, publishes rules and roster where they are due, and serves HTTP. */
public final class CaptureService implements Service {

    private static final List<Topic<?>> OWN = Topics.all().stream()
            .filter(topic -> topic.writer() == Topic.Writer.CAPTURE_INGEST)
            .toList();

    private final Settings settings;
    private @Nullable TopicSerdes serdes;
    private volatile @Nullable LogGateway gateway;
    private volatile @Nullable CaptureServer server;

    private CaptureService(Settings settings) {
        this.settings = settings;
    }

    /** A service that has not started yet. */
    public static CaptureService create(Settings settings) {
        return new CaptureService(settings);
    }

    /** The topics that only capture writes. */
    public static List<Topic<?>> topics() {
        return OWN;
    }

    @Override
    public String name() {
        return "capture-ingest";
    }

    @Override
    public synchronized void start() {
        TopicProvisioner.provision(settings, OWN, List.of());
        TopicSerdes serdesOfTopics = TopicSerdes.from(settings.serde());
        serdes = serdesOfTopics;
        RulePublisher rules = new RulePublisher(settings, serdesOfTopics);
        rules.publishWhatIsDue();
        LogGateway opened = LogGateway.open(
                settings,
                serdesOfTopics,
                Duration.ofMillis(settings.integer(CaptureSettings.ANSWER_MILLIS)),
                OWN,
                Metrics.process().registry());
        gateway = opened;
        server = CaptureServer.start(settings, opened, rules, this, Metrics.process());
    }

    /** The port that HTTP listens on, once started. */
    public int port() {
        CaptureServer started = server;
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
        LogGateway opened = gateway;
        return opened == null || opened.live();
    }

    @Override
    public boolean ready() {
        LogGateway opened = gateway;
        return opened != null && server != null && opened.ready();
    }

    @Override
    public @Nullable Exception failure() {
        LogGateway opened = gateway;
        return opened == null ? null : opened.failure();
    }

    /** First the door, then the log: what was let in is answered. */
    @Override
    public synchronized void close() {
        CaptureServer started = server;
        if (started != null) {
            started.close();
            server = null;
        }
        LogGateway opened = gateway;
        if (opened != null) {
            opened.close();
            gateway = null;
        }
        if (serdes != null) {
            serdes.close();
            serdes = null;
        }
    }
}
