// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.embedded.EmbeddedException;
import io.leadstream.embedded.EmbeddedKafka;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryServerIT {

    private static final String ONE = record("\"name\":\"a\",\"type\":\"string\"");
    private static final String WITH_DEFAULT =
            record("\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0");
    private static final String WITHOUT_DEFAULT =
            record("\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\"");

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;
    private static RegistryServer server;
    private static RawHttp http;

    private final String subject = "s-" + UUID.randomUUID();

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{" + fields + "}]}";
    }

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder, 0);
        server = RegistryServer.start(kafka.bootstrapServers(), "127.0.0.1", 0);
        http = new RawHttp(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
        kafka.close();
    }

    private int register(String schema) {
        RawHttp.Answer answer = http.post("/subjects/" + subject + "/versions", RawHttp.schema(schema));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("id").intValue();
    }

    private static void assertError(RawHttp.Answer answer, int status, int code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
        assertThat(answer.json().path("error_code").intValue()).isEqualTo(code);
        assertThat(answer.json().path("message").textValue()).isNotBlank();
    }

    @Test
    void shouldGiveTheSameIdWhenSchemaIsRegisteredAgain() {
        int id = register(ONE);

        assertThat(register(ONE.replace(":", " : "))).isEqualTo(id);
        assertThat(http.get("/subjects/" + subject + "/versions").text()).isEqualTo("[1]");
    }

    @Test
    void shouldShareIdWhenSchemaIsUnderTwoSubjects() {
        String schema =
                ONE.replace("\"R\"", "\"R" + UUID.randomUUID().toString().replace("-", "") + "\"");
        int id = register(schema);
        RawHttp.Answer other = http.post("/subjects/" + subject + "-2/versions", RawHttp.schema(schema));

        assertThat(other.json().path("id").intValue()).isEqualTo(id);
        assertThat(http.get("/schemas/ids/" + id + "/subjects").json())
                .isEqualTo(RawHttp.json("[\"" + subject + "\",\"" + subject + "-2\"]"));
        assertThat(http.get("/schemas/ids/" + id + "/versions").json()).hasSize(2);
    }

    @Test
    void shouldRaiseIdsInOrderWhenSchemasAreNew() {
        int first = register(record("\"name\":\"x1\",\"type\":[\"null\",\"" + "string\"],\"default\":null"));
        int second = register(record("\"name\":\"x2\",\"type\":[\"null\",\"string\"],\"default\":null"));

        assertThat(second).isEqualTo(first + 1);
        assertThat(http.get("/subjects/" + subject + "/versions").text()).isEqualTo("[1,2]");
    }

    @Test
    void shouldAnswerSchemaWhenAskedByIdVersionOrText() {
        int id = register(ONE);

        assertThat(RawHttp.json(
                        http.get("/schemas/ids/" + id).json().path("schema").textValue()))
                .isEqualTo(RawHttp.json(ONE));
        assertThat(http.get("/schemas/ids/" + id + "/schema").json()).isEqualTo(RawHttp.json(ONE));
        for (RawHttp.Answer answer : new RawHttp.Answer[] {
            http.get("/subjects/" + subject + "/versions/latest"),
            http.get("/subjects/" + subject + "/versions/1"),
            http.post("/subjects/" + subject, RawHttp.schema(ONE))
        }) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("subject").textValue()).isEqualTo(subject);
            assertThat(answer.json().path("version").intValue()).isEqualTo(1);
            assertThat(answer.json().path("id").intValue()).isEqualTo(id);
            assertThat(RawHttp.json(answer.json().path("schema").textValue())).isEqualTo(RawHttp.json(ONE));
        }
        assertThat(http.get("/subjects/" + subject + "/versions/latest/schema").json())
                .isEqualTo(RawHttp.json(ONE));
        assertThat(http.get("/subjects").json()).contains(RawHttp.json("\"" + subject + "\""));
        assertThat(http.get("/schemas/types").text()).isEqualTo("[\"AVRO\"]");
        assertThat(http.get("/").text()).isEqualTo("{}");
        assertThat(http.get("/mode").text()).isEqualTo("{\"mode\":\"READWRITE\"}");
    }

    @Test
    void shouldTakeAnySubjectNameWhenItIsEncoded() {
        String name = "a%20b%2Fc+d%C3%BC";
        http.post("/subjects/" + name + "/versions", RawHttp.schema(ONE));

        assertThat(http.get("/subjects/" + name + "/versions/latest")
                        .json()
                        .path("subject")
                        .textValue())
                .isEqualTo("a b/c+d\u00fc");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /subjects/none/versions, 404, 40401",
        "GET, /subjects/none/versions/latest, 404, 40401",
        "POST, /subjects/none, 404, 40401",
        "GET, /schemas/ids/99999, 404, 40403",
        "GET, /config/none, 404, 40408",
        "GET, /nothing/here, 404, 404",
        "DELETE, /subjects/none, 405, 405",
        "POST, /subjects/none/versions, 422, 42201",
        "PUT, /config, 422, 42203",
    })
    void shouldTellErrorCodeWhenThereIsNoAnswer(String method, String path, int status, int code) {
        String body = path.equals("/subjects/none") ? RawHttp.schema(ONE) : "{}";

        assertError(http.send(method, path, body), status, code);
    }

    @Test
    void shouldTellErrorCodeWhenVersionOrSchemaIsUnknown() {
        register(ONE);

        assertError(http.get("/subjects/" + subject + "/versions/7"), 404, 40402);
        assertError(http.get("/subjects/" + subject + "/versions/zero"), 422, 42202);
        assertError(http.post("/subjects/" + subject, RawHttp.schema(WITH_DEFAULT)), 404, 40403);
    }

    @Test
    void shouldRefuseWhenSchemaIsNone() {
        String path = "/subjects/" + subject + "/versions";

        assertError(http.post(path, RawHttp.schema("{\"type\":\"nonsense\"}")), 422, 42201);
        assertError(http.post(path, RawHttp.schema("not json")), 422, 42201);
        assertError(http.post(path, "{\"schema\":\"{}\",\"schemaType\":\"JSON\"}"), 422, 42201);
        assertError(http.post(path, "{\"schema\":"), 400, 400);
        assertError(http.post(path, RawHttp.schema("x".repeat(1 << 20))), 413, 413);
        assertError(http.get("/subjects/" + subject + "/versions"), 404, 40401);
    }

    @Test
    void shouldHoldCompatibilityWhenSchemaChanges() {
        register(ONE);
        String path = "/subjects/" + subject + "/versions";
        String check = "/compatibility/subjects/" + subject + "/versions/latest";

        assertThat(http.post(check, RawHttp.schema(WITHOUT_DEFAULT)).text()).isEqualTo("{\"is_compatible\":false}");
        assertThat(http.post(check + "?verbose=true", RawHttp.schema(WITHOUT_DEFAULT))
                        .json()
                        .path("messages"))
                .singleElement()
                .satisfies(message -> assertThat(message.textValue()).contains("READER_FIELD_MISSING_DEFAULT_VALUE"));
        assertError(http.post(path, RawHttp.schema(WITHOUT_DEFAULT)), 409, 409);

        assertThat(http.post(check, RawHttp.schema(WITH_DEFAULT)).text()).isEqualTo("{\"is_compatible\":true}");
        assertThat(http.post(path, RawHttp.schema(WITH_DEFAULT)).status()).isEqualTo(200);
    }

    @Test
    void shouldCompareBothWaysWhenSubjectWantsFull() {
        assertThat(http.put("/config/" + subject, "{\"compatibility\":\"FULL\"}")
                        .text())
                .isEqualTo("{\"compatibility\":\"FULL\"}");
        register(WITHOUT_DEFAULT);

        assertThat(http.get("/config/" + subject).text()).isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
        assertError(http.post("/subjects/" + subject + "/versions", RawHttp.schema(ONE)), 409, 409);

        http.put("/config/" + subject, "{\"compatibility\":\"NONE\"}");
        assertThat(register(ONE)).isPositive();
    }

    @Test
    void shouldWantFullWhenTopicOfTheCatalogueIsCompacted() {
        assertThat(http.get("/config").text()).isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(http.get("/config/lead-profiles-value").text()).isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
        assertError(http.get("/config/lead-scores-value"), 404, 40408);
        assertThat(http.get("/config/lead-scores-value?defaultToGlobal=true").text())
                .isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
    }

    @Test
    void shouldRefuseToStartWhenAddressIsWrong() {
        assertThatThrownBy(() -> RegistryServer.start(kafka.bootstrapServers(), "127.0.0.1", server.port()))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("port " + server.port() + " is taken");
        assertThatThrownBy(() -> RegistryServer.start(kafka.bootstrapServers(), "0.0.0.0", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
        assertThatThrownBy(() -> RegistryServer.start("not an address", "127.0.0.1", 0))
                .isInstanceOf(KafkaException.class);
    }

    @Test
    void shouldKeepIdsAndLevelsWhenRestarted() {
        int id = register(ONE);
        int next = register(WITH_DEFAULT);
        http.put("/config/" + subject, "{\"compatibility\":\"NONE\"}");
        URI before = server.url();

        server.close();
        server = RegistryServer.start(kafka.bootstrapServers(), "127.0.0.1", server.port());

        assertThat(server.url()).isEqualTo(before);
        assertThat(register(ONE)).isEqualTo(id);
        assertThat(register(WITH_DEFAULT)).isEqualTo(next);
        assertThat(http.get("/subjects/" + subject + "/versions").text()).isEqualTo("[1,2]");
        assertThat(http.get("/config/" + subject).text()).isEqualTo("{\"compatibilityLevel\":\"NONE\"}");
    }
}
