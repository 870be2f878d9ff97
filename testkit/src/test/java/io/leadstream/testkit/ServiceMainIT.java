// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.service.ServiceMain;
import io.leadstream.runtime.streams.StreamsRunner;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ServiceMainIT {

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    @TempDir
    Path stateDir;

    @Test
    void shouldStopWithinTenSecondsAndExitWith0WhenTerminated() {
        try (ChildJvm child = start(Map.of("KAFKA_BOOTSTRAP_SERVERS", CLUSTER.bootstrapServers()))) {
            child.awaitOutput(Duration.ofSeconds(60), output -> output.contains("relay is RUNNING"));
            child.terminate();
            assertThat(child.exitCode(Duration.ofSeconds(10)))
                    .as(child.output())
                    .isZero();
            assertThat(child.output()).contains("\"message\":\"relay stops as asked\"");
        }
    }

    @Test
    void shouldExitWith2WhenMisconfigured() {
        try (ChildJvm child = start(Map.of("RELAY_HTTP_PORT", "many"))) {
            assertThat(child.exitCode(Duration.ofSeconds(30))).isEqualTo(2);
            assertThat(child.output()).contains("relay.http.port", "many", "a whole number");
        }
    }

    private ChildJvm start(Map<String, String> environment) {
        return ChildJvm.start(
                RelayMain.class,
                environment,
                List.of(
                        "--schema.registry.url=memory://child",
                        "--kafka.topics.partitions=2",
                        "--relay.streams.state.dir=" + stateDir,
                        "--log.format=json"));
    }

    /** A service as the product's own are. */
    static final class RelayMain {

        private RelayMain() {}

        public static void main(String[] args) {
            ServiceMain.run(
                    "relay",
                    CommonSettings.defineStreams(CommonSettings.define("relay", 0), "relay"),
                    args,
                    settings -> StreamsRunner.create(
                            "relay",
                            "relay",
                            "relay-main",
                            settings,
                            List.of(Topics.ACTIVITIES, Topics.VISITOR_ACTIVITIES),
                            Relay.topology(TopicSerdes.from(settings.serde()), new AtomicInteger())));
        }
    }
}
