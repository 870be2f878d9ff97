// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.streams.DeadLetterFloodException;
import io.leadstream.runtime.streams.StreamsRunner;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsRunnerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ANN = "ann@example.com";

    @TempDir
    Path stateDir;

    private final TestCluster cluster = TestCluster.start();
    private final String applicationId = TestCluster.uniqueName("relay");
    private final AtomicInteger registryFailures = new AtomicInteger();

    @BeforeEach
    void createTopics() {
        TopicProvisioner.provision(settings(500), List.of(Topics.ACTIVITIES, Topics.VISITOR_ACTIVITIES), List.of());
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void shouldSetPoisonAsideAndGoOnWhenARecordIsAtFault() {
        try (StreamsRunner runner = started(500)) {
            write("e1", "call");
            cluster.write(Topics.ACTIVITIES.name(), "key", "nonsense".getBytes(StandardCharsets.UTF_8));
            write("e2", Relay.CRASH_AFTER_OUTPUT);
            write("e3", Relay.TOO_LARGE);
            write("e4", "call");

            assertThat(cluster.await(Topics.VISITOR_ACTIVITIES, 3))
                    .extracting(each -> each.value().getEventId())
                    .containsExactlyInAnyOrder("e1", "e2", "e4");
            List<ConsumerRecord<byte[], byte[]>> letters = cluster.awaitBytes(deadLetters(), 3);
            assertThat(letters)
                    .extracting(each -> header(each, "__streams.errors.exception"))
                    .containsExactlyInAnyOrder(
                            "org.apache.kafka.common.errors.SerializationException",
                            "java.lang.IllegalStateException",
                            "org.apache.kafka.common.errors.SerializationException");
            assertThat(letters).allSatisfy(each -> assertThat(header(each, "__streams.errors.topic"))
                    .isEqualTo("activities"));
            // The crash came after the first output, when Kafka Streams had let go of the record's bytes.
            assertThat(letters.stream()
                            .filter(each -> "java.lang.IllegalStateException"
                                    .equals(header(each, "__streams.errors.exception")))
                            .map(each -> decode(each.value()).getEventId()))
                    .containsExactly("e2");
            assertThat(letters).anySatisfy(each -> assertThat(each.value())
                    .isEqualTo("nonsense".getBytes(StandardCharsets.UTF_8)));
            assertThat(runner.live()).isTrue();
            assertThat(runner.ready()).isTrue();
            assertThat(runner.failure()).isNull();
            assertThat(Metrics.process().scrape())
                    .contains("leadstream_dead_letters_total{application=\"" + applicationId + "\"} 3.0");
        }
    }

    @Test
    void shouldReportTheFailureWhenTheMachineIsBroken() {
        try (StreamsRunner runner = started(500)) {
            write("e1", Relay.DISK_FULL);

            awaitFailure(runner);
            assertThat(runner.failure()).hasStackTraceContaining("No space left on device");
            assertThat(runner.live()).isFalse();
            assertThat(runner.ready()).isFalse();
        }
        assertThat(cluster.readBytes(deadLetters())).isEmpty();
    }

    @Test
    void shouldStopBeforeTheTopicIsDrainedWhenEveryRecordCrashes() {
        for (int i = 0; i < 20; i++) {
            write("e" + i, Relay.CRASH);
        }
        try (StreamsRunner runner = started(5)) {
            awaitFailure(runner);
            assertThat(runner.failure()).hasRootCauseInstanceOf(IllegalStateException.class);
            assertThat(runner.failure()).hasStackTraceContaining(DeadLetterFloodException.class.getName());
        }
        assertThat(cluster.readBytes(deadLetters())).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void shouldWaitInsteadOfSettingAsideWhenTheRegistryIsAway() {
        registryFailures.set(1);
        try (StreamsRunner runner = started(500)) {
            write("e1", Relay.REGISTRY_AWAY);

            assertThat(cluster.await(Topics.VISITOR_ACTIVITIES, 1))
                    .extracting(each -> each.value().getEventId())
                    .containsExactly("e1");
            assertThat(runner.failure()).isNull();
        }
        assertThat(registryFailures).hasValueLessThan(1);
        assertThat(cluster.readBytes(deadLetters())).isEmpty();
    }

    @Test
    void shouldGoOnWhereItStoppedWhenRestarted() {
        try (StreamsRunner runner = started(500)) {
            write("e1", "call");
            cluster.await(Topics.VISITOR_ACTIVITIES, 1);
            assertThat(runner.failure()).isNull();
        }
        write("e2", "call");
        try (StreamsRunner runner = started(500)) {
            assertThat(cluster.await(Topics.VISITOR_ACTIVITIES, 2))
                    .extracting(each -> each.value().getEventId())
                    .containsExactlyInAnyOrder("e1", "e2");
            assertThat(runner.failure()).isNull();
        }
    }

    /** Until it has given up; the threads that die on the way are no failure of the test. */
    private static void awaitFailure(StreamsRunner runner) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .until(() -> runner.failure() != null && !runner.ready());
    }

    private StreamsRunner started(int deadLettersPerMinute) {
        StreamsRunner runner = StreamsRunner.create(
                "relay",
                "relay",
                applicationId,
                settings(deadLettersPerMinute),
                List.of(Topics.ACTIVITIES, Topics.VISITOR_ACTIVITIES),
                Relay.topology(cluster.serdes(), registryFailures));
        runner.start();
        return runner;
    }

    private Settings settings(int deadLettersPerMinute) {
        Map<String, Object> values = new HashMap<>(cluster.settings(2));
        values.put("relay.streams.state.dir", stateDir.toString());
        values.put("relay.streams.standby.replicas", 0);
        // Nothing here takes longer than these; whoever replaces a dead thread waits for the end of both.
        values.put("kafka.streams.main.consumer.session.timeout.ms", 6_000);
        values.put("kafka.streams.main.consumer.heartbeat.interval.ms", 1_000);
        values.put("kafka.streams.producer.transaction.timeout.ms", 6_000);
        values.put("relay.dead.letters.per.minute", deadLettersPerMinute);
        return Settings.of(CommonSettings.defineStreams(CommonSettings.define("relay", 0), "relay"), values);
    }

    private void write(String eventId, String type) {
        Activity activity = Fixtures.activity(eventId, ANN, type).build();
        cluster.write(Topics.ACTIVITIES, Fixtures.leadId(ANN), activity);
    }

    private Activity decode(byte[] value) {
        return cluster.serdes().valueOf(Topics.ACTIVITIES).deserializer().deserialize("activities", value);
    }

    private String deadLetters() {
        return TopicProvisioner.deadLetters(applicationId);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
