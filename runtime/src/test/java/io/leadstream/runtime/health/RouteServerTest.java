// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.StubService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteServerTest {

    private final StubService service = new StubService();
    private final RouteServer server = RouteServer.health("127.0.0.1", 0, service, Metrics.process());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldAnswer200WhenLiveAndReady() throws Exception {
        service.ready = true;
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).isEqualTo("{\"ready\":true}");
    }

    @Test
    void shouldAnswerHeadWithoutABodyWhenALoadBalancerAsks() throws Exception {
        service.ready = true;
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/health/ready"))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void shouldAnswer503WhenNotReadyOrDead() throws Exception {
        service.live = false;
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldTellMetricsWhenAsked() throws Exception {
        assertThat(get("/metrics").body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void shouldNameThePortWhenItIsTaken() {
        assertThatThrownBy(() -> RouteServer.health("127.0.0.1", server.port(), service, Metrics.process()))
                .hasMessageContaining("port " + server.port() + " on 127.0.0.1 is taken");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
