// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.serde.RegistryException;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class TopologyServiceTest {

    @Test
    void shouldEndTheStartWhenTheRegistryDoesNotKnowASchemaThatWouldBeWritten() {
        try (TopologyService service = service(List.of(Topics.ACTIVITIES, Topics.LEAD_SCORES))) {
            assertThatThrownBy(service::start)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("lead-scores-value");
        }
    }

    private static TopologyService service(List<Topic<?>> topics) {
        Settings settings = Settings.of(
                CommonSettings.defineStreams(CommonSettings.define("scoring", 0), "scoring"),
                Map.of(
                        "kafka.bootstrap.servers", "127.0.0.1:1",
                        "schema.registry.url", "memory://topology-service-test",
                        "serde.auto.register.schemas", "false"));
        return TopologyService.create(
                Topic.Writer.SCORING_STREAM,
                "scoring",
                "topology-service-test",
                settings,
                topics,
                (serdes, config) -> new Topology());
    }
}
