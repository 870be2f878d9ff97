// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadstream.capture.CaptureStack;
import io.leadstream.embedded.EmbeddedKafka;
import io.leadstream.schemas.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAwayIT {

    @TempDir
    private Path folder;

    @Test
    void shouldAnswer503InTwoSecondsAndRecoverWhenTheBrokerGoesAndComesBack() throws Exception {
        CaptureStack stack = CaptureStack.start(folder, Map.of());
        try {
            assertThat(post(stack, "before").statusCode()).isEqualTo(202);
            int port = stack.kafka().port();
            stack.kafka().close();
            for (int i = 0; i < 3; i++) {
                long from = System.nanoTime();
                HttpResponse<String> answer = post(stack, "away-" + i);
                assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("retry-after")).isPresent();
                assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            }
            assertThat(stack.send(stack.to("/health/ready").GET()).statusCode()).isEqualTo(503);
            assertThat(stack.send(stack.to("/health/live").GET()).statusCode()).isEqualTo(200);
            try (EmbeddedKafka again = EmbeddedKafka.start(folder.resolve("kafka"), port)) {
                assertThat(again.port()).isEqualTo(port);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() ->
                                assertThat(post(stack, "after").statusCode()).isEqualTo(202));
                assertThat(stack.send(stack.to("/health/ready").GET()).statusCode())
                        .isEqualTo(200);
                assertThat(stack.read(Topics.CAPTURED_LEADS))
                        .extracting(entry -> entry.getValue().getEventId())
                        .contains("before", "after");
            }
        } finally {
            stack.close();
        }
    }

    private static HttpResponse<String> post(CaptureStack stack, String eventId) throws Exception {
        return stack.post("/v1/leads", "{\"eventId\":\"" + eventId + "\",\"email\":\"jo@example.com\"}");
    }
}
