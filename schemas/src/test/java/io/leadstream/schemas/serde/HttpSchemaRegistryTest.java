// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.schemas.scoring.LeadProfile;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpSchemaRegistryTest {

    private static final Schema SCHEMA = LeadProfile.getClassSchema();
    private static final String UNKNOWN = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

    private final RegistryDouble server = new RegistryDouble();
    private final AtomicLong nanos = new AtomicLong();

    HttpSchemaRegistryTest() throws IOException {}

    private HttpSchemaRegistry client(@Nullable String auth, URI... urls) {
        return new HttpSchemaRegistry(new RegistryHttp(List.of(urls), auth, Duration.ofMillis(1)), nanos::get);
    }

    private HttpSchemaRegistry client() {
        return client(null, server.url(""));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldPostSchemaOnceWhenRegisteringTwice() throws JsonProcessingException {
        server.answers(200, "{\"id\":7}");
        HttpSchemaRegistry client = client();

        assertThat(client.register("lead-profiles-value", SCHEMA)).isEqualTo(7);
        assertThat(client.register("lead-profiles-value", SCHEMA)).isEqualTo(7);

        assertThat(server.asked).singleElement().satisfies(asked -> {
            assertThat(asked.request()).isEqualTo("POST /subjects/lead-profiles-value/versions");
            assertThat(asked.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
            assertThat(asked.accept()).contains("application/vnd.schemaregistry.v1+json");
            assertThat(asked.auth()).isNull();
        });
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(server.asked.get(0).body()))
                .isEqualTo(json.createObjectNode().put("schema", SCHEMA.toString()));
    }

    @Test
    void shouldLookUpBelowBasePathWhenThereIsOne() {
        server.answers(200, "{\"subject\":\"s\",\"version\":1,\"id\":3,\"schema\":\"...\"}");

        assertThat(client(null, server.url("/apis/ccompat/v7/")).idOf("a b/c+d", SCHEMA))
                .isEqualTo(3);

        assertThat(server.asked.get(0).request()).isEqualTo("POST /apis/ccompat/v7/subjects/a%20b%2Fc%2Bd");
    }

    @Test
    void shouldSendCredentialsWhenConfigured() {
        server.answers(200, "{\"id\":1}");

        client("ada:s\u00e9cret", server.url("")).register("s", SCHEMA);

        assertThat(server.asked.get(0).auth()).isEqualTo("Basic YWRhOnPDqWNyZXQ=");
    }

    @Test
    void shouldGetSchemaOnceWhenAskedTwice() {
        server.answers(
                200,
                new ObjectMapper()
                        .createObjectNode()
                        .put("schema", SCHEMA.toString())
                        .toString());
        HttpSchemaRegistry client = client();

        assertThat(client.byId(12)).isEqualTo(SCHEMA);
        assertThat(client.byId(12)).isEqualTo(SCHEMA);

        assertThat(server.asked).singleElement().satisfies(asked -> {
            assertThat(asked.request()).isEqualTo("GET /schemas/ids/12");
            assertThat(asked.contentType()).isNull();
        });
    }

    @Test
    void shouldTryAgainWhenRegistryIsBusy() {
        server.answers(429, "").answers(503, "<html>").answers(500, "{\"error_code\":50003,\"message\":\"later\"}");
        server.answers(200, "{\"id\":1}");

        assertThat(client().register("s", SCHEMA)).isEqualTo(1);
        assertThat(server.asked).hasSize(4);
    }

    @Test
    void shouldAskTheNextWhenOneIsAway() throws IOException {
        server.answers(200, "{\"id\":1}");
        URI gone;
        try (RegistryDouble closed = new RegistryDouble()) {
            gone = closed.url("");
        }
        HttpSchemaRegistry client = client(null, gone, server.url(""));

        assertThat(client.register("s", SCHEMA)).isEqualTo(1);
        assertThat(client.register("other", SCHEMA)).isEqualTo(1);
    }

    @Test
    void shouldSayRetriableWhenRegistryStaysBusyOrAway() {
        server.answers(503, "{\"error_code\":50003,\"message\":\"no leader\"}");

        assertThatThrownBy(() -> client().byId(1))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retriable()).isTrue())
                .hasMessageContaining("no leader");

        server.close();
        assertThatThrownBy(() -> client().register("s", SCHEMA))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retriable()).isTrue())
                .hasMessageContaining("is away");
    }

    @Test
    void shouldNotTryAgainWhenSchemaIsRefused() {
        server.answers(409, "{\"error_code\":409,\"message\":\"incompatible\"}");

        assertThatThrownBy(() -> client().register("s", SCHEMA))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retriable()).isFalse())
                .hasMessageContaining(
                        "io.leadstream.schemas.scoring.LeadProfile under s: HTTP 409, error 409: incompatible");
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void shouldFindSchemaWhenItShowsUpAMomentLater() {
        server.answers(404, UNKNOWN).answers(200, "{\"schema\":\"\\\"string\\\"\"}");

        assertThat(client().byId(5)).isEqualTo(Schema.create(Schema.Type.STRING));
    }

    @Test
    void shouldAskAgainOnlyAfterHalfAMinuteWhenIdIsUnknown() {
        server.answers(404, UNKNOWN);
        HttpSchemaRegistry client = client();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> client.byId(5))
                    .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.retriable())
                            .isFalse());
        }
        int askedAtFirst = server.asked.size();
        assertThat(askedAtFirst).isEqualTo(5);

        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThatThrownBy(() -> client.byId(5)).isInstanceOf(RegistryException.class);
        assertThat(server.asked).hasSizeGreaterThan(askedAtFirst);
    }

    @Test
    void shouldNotTakeAStrangersAnswerForAnUnknownIdWhenUrlIsWrong() {
        server.answers(404, "<html>not here</html>");

        assertThatThrownBy(() -> client().byId(5))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retriable()).isTrue())
                .hasMessageContaining("is schema.registry.url right?");
    }
}
