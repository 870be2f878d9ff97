// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordEncoderTest {

    @Test
    void shouldBeCloudEventWhenCaptureWritesIt() {
        Activity activity =
                Fixtures.activity("event-1", "ada@example.com", "page_viewed").build();
        try (TopicSerdes serdes = TopicSerdes.from(Map.of("schema.registry.url", "memory://encoder"))) {
            ProducerRecord<String, byte[]> record =
                    new RecordEncoder(serdes).encode(new Outgoing<>(Topics.ACTIVITIES, "lead-1", activity));

            assertThat(record.topic()).isEqualTo("activities");
            assertThat(record.key()).isEqualTo("lead-1");
            assertThat(serdes.valueOf(Topics.ACTIVITIES).deserializer().deserialize("activities", record.value()))
                    .isEqualTo(activity);
            assertThat(text(record, "ce_id")).isEqualTo("event-1");
            assertThat(text(record, "ce_source")).isEqualTo("/leadstream/capture-ingest/activities");
        }
    }

    private static String text(ProducerRecord<?, ?> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
