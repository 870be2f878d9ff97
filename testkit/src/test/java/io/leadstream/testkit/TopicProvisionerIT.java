// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.topic.ProvisioningException;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.topic.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicProvisionerIT {

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    @Test
    void shouldCreateTheCatalogueOnceWhenAskedTwice() throws Exception {
        TopicProvisioner.provision(settings(3), Topics.all(), List.of("lead-scoring"));
        TopicProvisioner.provision(settings(3), Topics.all(), List.of("lead-scoring"));

        Map<String, TopicDescription> topics = CLUSTER.admin()
                .describeTopics(List.of("activities", "lead-profiles", "rosters", "lead-scoring-dead-letters"))
                .allTopicNames()
                .get();
        assertThat(topics)
                .hasEntrySatisfying(
                        "activities", topic -> assertThat(topic.partitions()).hasSize(3))
                .hasEntrySatisfying(
                        "rosters", topic -> assertThat(topic.partitions()).hasSize(1))
                .hasEntrySatisfying("lead-scoring-dead-letters", topic -> assertThat(topic.partitions())
                        .hasSize(1));
        assertThat(config("activities", "cleanup.policy")).isEqualTo("delete");
        assertThat(config("activities", "retention.ms")).isEqualTo("-1");
        assertThat(config("lead-profiles", "cleanup.policy")).isEqualTo("compact");
        assertThat(config("lead-scoring-dead-letters", "max.message.bytes")).isEqualTo("4194304");

        assertThatThrownBy(() -> TopicProvisioner.provision(settings(5), Topics.all(), List.of()))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("topic activities has 3 partitions where 5 are configured")
                .hasMessageContaining("kafka.topics.partitions")
                .hasMessageNotContaining("rosters");
    }

    @Test
    void shouldNameTheAddressWhenNoBrokerAnswers() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Map<String, Object> values = new HashMap<>(CLUSTER.settings(1));
        values.put(CommonSettings.BOOTSTRAP_SERVERS, "127.0.0.1:" + port);
        Settings settings = Settings.of(CommonSettings.define("test", 0), values);

        assertThatThrownBy(() -> TopicProvisioner.provision(settings, Topics.all(), List.of(), Duration.ofSeconds(2)))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("no Kafka broker answered at 127.0.0.1:" + port + " within 2 s");
    }

    private static Settings settings(int partitions) {
        return Settings.of(CommonSettings.define("test", 0), CLUSTER.settings(partitions));
    }

    private static String config(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = Objects.requireNonNull(
                CLUSTER.admin().describeConfigs(List.of(resource)).all().get().get(resource));
        return config.get(name).value();
    }
}
