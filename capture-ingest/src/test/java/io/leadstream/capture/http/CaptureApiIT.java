// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.capture.CaptureSettings;
import io.leadstream.capture.CaptureStack;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.topic.Topics;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static CaptureStack stack;

    @BeforeAll
    static void start() {
        stack = CaptureStack.start(folder, Map.of(CaptureSettings.CORS_ORIGINS, "https://www.example.com"));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void shouldPublishTheShippedRulesWhenNoneWerePublished() {
        assertThat(stack.read(Topics.SCORING_RULE_SETS)).singleElement().satisfies(entry -> {
            assertThat(entry.getKey()).isEqualTo("1");
            assertThat(entry.getValue().getVersion()).isEqualTo(1);
            assertThat(entry.getValue().getContentHash()).hasSize(64);
        });
        assertThat(stack.read(Topics.ASSIGNMENT_RULE_SETS)).hasSize(1);
        assertThat(stack.read(Topics.ROSTERS)).hasSize(1);
    }

    @Test
    void shouldWriteALeadWhenOneIsPosted() throws Exception {
        HttpResponse<String> answer =
                stack.post("/v1/leads", "{\"eventId\":\"one\",\"email\":\" One@Example.com\",\"lastName\":\"One\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.get("eventId").asText()).isEqualTo("one");
        CapturedLead lead = captured("one");
        assertThat(lead.getLeadId()).isEqualTo(body.get("leadId").asText());
        assertThat(lead.getEmail()).isEqualTo("one@example.com");
    }

    @Test
    void shouldAnswerPerEventWhenABatchIsMixed() throws Exception {
        HttpResponse<String> answer = stack.post(
                "/v1/leads",
                "[{\"eventId\":\"b1\",\"email\":\"b1@example.com\"},{\"email\":\"x\"},{\"a\":1,\"a\":2},"
                        + "{\"eventId\":\"b4\",\"phone\":\"+442079460018\"}]");
        assertThat(answer.statusCode()).isEqualTo(207);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.get("accepted").asInt()).isEqualTo(2);
        assertThat(body.get("refused").asInt()).isEqualTo(2);
        assertThat(body.at("/items/0/status").asInt()).isEqualTo(202);
        assertThat(body.at("/items/1/status").asInt()).isEqualTo(422);
        assertThat(body.at("/items/1/errors/0/field").asText()).isEqualTo("email");
        assertThat(body.at("/items/2/status").asInt()).isEqualTo(400);
        assertThat(captured("b4").getPhone()).isEqualTo("+442079460018");
        HttpResponse<String> none = stack.post("/v1/leads", "[{\"email\":\"x\"},{}]");
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(stack.post("/v1/leads", "[{\"email\":\"b5@example.com\"},{\"email\":\"b6@example.com\"}]")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void shouldUseTheIdempotencyKeyWhenTheEventHasNoId() throws Exception {
        HttpRequest.Builder request = stack.to("/v1/leads")
                .header("authorization", "Bearer " + CaptureStack.WRITE_KEY)
                .header("content-type", "application/json; charset=utf-8")
                .header("idempotency-key", "key-7")
                .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"idem@example.com\"}"));
        assertThat(JSON.readTree(stack.send(request).body()).get("eventId").asText())
                .isEqualTo("key-7");
    }

    @Test
    void shouldSendActivitiesWhereTheyBelong() throws Exception {
        assertThat(stack.post(
                                "/v1/activities",
                                "[{\"activityId\":\"a1\",\"type\":\"page_viewed\",\"anonymousId\":\"v1\"},"
                                        + "{\"activityId\":\"a2\",\"type\":\"page_viewed\",\"email\":\"act@example.com\",\"anonymousId\":\"v1\"}]")
                        .statusCode())
                .isEqualTo(202);
        List<Activity> visitors = stack.read(Topics.VISITOR_ACTIVITIES).stream()
                .filter(entry -> entry.getKey().equals("v1"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(visitors).extracting(Activity::getType).containsExactly("page_viewed", "identified");
        assertThat(visitors.get(1).getLeadId()).isNotNull();
        assertThat(stack.read(Topics.ACTIVITIES))
                .filteredOn(entry -> entry.getValue().getEventId().equals("a2"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.getKey()).isEqualTo(visitors.get(1).getLeadId()));
    }

    @Test
    void shouldTakeChatsAndCommands() throws Exception {
        assertThat(stack.post(
                                "/v1/chat-leads",
                                "{\"eventId\":\"chat\",\"email\":\"chat@example.com\",\"messages\":[\"Hi\"]}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(captured("chat").getSourceKind()).isEqualTo(SourceKind.LIVE_CHAT);
        String accept = "{\"commandId\":\"c1\",\"email\":\"chat@example.com\",\"offerNumber\":1}";
        HttpResponse<String> answer = stack.send(stack.to("/v1/commands/accept-lead")
                .header("x-write-key", CaptureStack.SECRET_KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(accept)));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(answer.body()).get("commandId").asText()).isEqualTo("c1");
        LeadCommand command = stack.read(Topics.LEAD_COMMANDS).get(0).getValue();
        assertThat(command.getIssuedBy()).isEqualTo("crm");
        assertThat(command.getLeadId()).isEqualTo(captured("chat").getLeadId());
        assertThat(stack.post("/v1/commands/accept-lead", accept).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "POST | /v1/leads | - | application/json | {} | 401",
                "POST | /v1/leads | wrong | application/json | {} | 401",
                "POST | /v1/commands/accept-lead | - | application/json | {} | 401",
                "POST | /v1/leads | write-key | text/plain | {} | 415",
                "POST | /v1/leads | write-key | - | {} | 415",
                "POST | /v1/leads | write-key | application/json; charset=utf-16 | {} | 415",
                "POST | /v1/leads | write-key | application/json | {\"email\": | 400",
                "POST | /v1/leads | write-key | application/json | {\"a\":1,\"a\":1} | 400",
                "POST | /v1/leads | write-key | application/json | {\"email\":\"x\\u0000\"} | 400",
                "POST | /v1/leads | write-key | application/json | {\"n\":1e400000} | 400",
                "POST | /v1/leads | write-key | application/json | [] | 400",
                "POST | /v1/leads | write-key | application/json | {\"email\":\"x\"} | 422",
                "GET | /v1/leads | write-key | - | - | 405",
                "DELETE | /v1/activities | write-key | - | - | 405",
                "GET | /forms/contact | - | - | - | 405",
                "POST | /health/live | - | - | - | 405",
                "POST | /v1/nothing | write-key | application/json | {} | 404",
                "GET | / | - | - | - | 404",
                "POST | /forms/nothing | - | application/x-www-form-urlencoded | email=a | 404",
                "POST | /forms/contact | - | application/json | {} | 415",
                "POST | /forms/contact | - | application/x-www-form-urlencoded | email=typo | 422",
            })
    void shouldAnswerAProblemWhenTheRequestIsWrong(
            String method, String path, String key, String type, String body, int status) throws Exception {
        HttpRequest.Builder request = stack.to(path)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("x-write-key", key);
        }
        if (type != null) {
            request.header("content-type", type);
        }
        HttpResponse<String> answer = stack.send(request);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isNotBlank();
        if (status == 422) {
            assertThat(problem.at("/errors/0/message").asText()).isNotBlank();
        }
    }

    @Test
    void shouldAnswerTooLargeWhenBytesAreTooMany() throws Exception {
        String event = "{\"email\":\"big@example.com\",\"customFields\":{" + filler(5) + "}}";
        assertThat(stack.post("/v1/leads", event).statusCode()).isEqualTo(413);
        String batch = "[" + "{\"email\":\"big@example.com\"},".repeat(60_000) + "{}]";
        HttpResponse<String> answer = stack.post("/v1/leads", batch);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        String many = "[" + "{\"email\":\"m@example.com\"},".repeat(1_000) + "{}]";
        assertThat(stack.post("/v1/leads", many).statusCode()).isEqualTo(413);
        String most = "[" + "{\"email\":\"m@example.com\"},".repeat(999) + "{\"email\":\"m@example.com\"}]";
        assertThat(stack.post("/v1/leads", most).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"/v1/leads?, 5000, 0, 414", "/v1/leads?, 1, 9000, 431"})
    void shouldAnswerAProblemWhenItIsTooMuchBeforeAPathIsKnown(String path, int query, int header, int status)
            throws Exception {
        // A client of its own, because the connection ends with the answer.
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        stack.to(path + "x".repeat(query))
                                .header("x-filler", "x".repeat(header))
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).get("status").asInt()).isEqualTo(status);
    }

    @Test
    void shouldAnswerAProblemWhenThePathCannotBeDecoded() throws Exception {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), stack.to("/").build().uri().getPort())) {
            socket.getOutputStream()
                    .write("GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "check its encoding");
        }
    }

    @Test
    void shouldLetPagesCallOnlyFromKnownOrigins() throws Exception {
        HttpResponse<String> known = preflight("https://www.example.com");
        assertThat(known.statusCode()).isEqualTo(204);
        assertThat(known.headers().firstValue("access-control-allow-origin")).contains("https://www.example.com");
        assertThat(known.headers().firstValue("access-control-allow-headers").orElse(""))
                .contains("x-write-key");
        assertThat(preflight("https://evil.example").headers().firstValue("access-control-allow-origin"))
                .isEmpty();
    }

    @Test
    void shouldServeEveryPathThatIsDescribed() throws Exception {
        for (String described : CaptureApi.PATHS) {
            String method = described.substring(0, described.indexOf(' '));
            String path = described.substring(method.length() + 1).replace("{formKey}", "contact");
            int status = stack.send(stack.to(path)
                            .header("x-write-key", CaptureStack.SECRET_KEY)
                            .header(
                                    "content-type",
                                    path.startsWith("/forms")
                                            ? "application/x-www-form-urlencoded"
                                            : "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString("")))
                    .statusCode();
            assertThat(status).describedAs(described).isIn(200, 400, 422);
        }
    }

    @Test
    void shouldTellHealthAndMetrics() throws Exception {
        assertThat(stack.send(stack.to("/health/live").GET()).statusCode()).isEqualTo(200);
        assertThat(stack.send(stack.to("/health/ready").GET()).body()).isEqualTo("{\"ready\":true}");
        stack.post("/v1/leads", "{\"email\":\"m@example.com\"}");
        stack.post("/v1/leads", "{\"email\":\"typo\"}");
        String metrics = stack.send(stack.to("/metrics").GET()).body();
        assertThat(metrics)
                .contains("capture_accepted_total{door=\"leads\"}")
                .contains("capture_refused_total{code=\"email_invalid\",door=\"leads\"}")
                .contains("capture_produce_seconds_count");
    }

    private static HttpResponse<String> preflight(String origin) throws Exception {
        return stack.send(stack.to("/v1/activities")
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private static String filler(int fields) {
        StringBuilder filler = new StringBuilder();
        for (int i = 0; i < fields; i++) {
            filler.append(i == 0 ? "" : ",")
                    .append("\"f")
                    .append(i)
                    .append("\":\"")
                    .append("x".repeat(15_000))
                    .append('"');
        }
        return filler.toString();
    }

    private static CapturedLead captured(String eventId) {
        return stack.read(Topics.CAPTURED_LEADS).stream()
                .map(Map.Entry::getValue)
                .filter(lead -> lead.getEventId().equals(eventId))
                .findFirst()
                .orElseThrow();
    }
}
