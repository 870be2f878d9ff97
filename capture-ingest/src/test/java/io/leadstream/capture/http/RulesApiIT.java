// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.capture.CaptureStack;
import io.leadstream.schemas.topic.Topics;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesApiIT {

    private static final String RULES = """
            name: small
            rules:
              - {name: Director, field: title, operator: contains, value: director, points: %d}
            """;

    @TempDir
    private static Path folder;

    private static CaptureStack stack;

    @BeforeAll
    static void start() {
        stack = CaptureStack.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void shouldPublishAVersionOnceAndSayHowFarItIs() throws Exception {
        int before = versions();
        var dry = post("/v1/rules/scoring?dryRun=true", "application/yaml", RULES.formatted(7));
        assertThat(dry.statusCode()).isEqualTo(200);
        assertThat(json(dry).get("changed").asBoolean()).isTrue();
        assertThat(json(dry).get("published").asBoolean()).isFalse();
        assertThat(versions()).isEqualTo(before);

        var first = post("/v1/rules/scoring", "application/yaml", RULES.formatted(7));
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(json(first).get("version").asInt()).isEqualTo(before + 1);
        var again = post("/v1/rules/scoring", "application/yaml; charset=utf-8", "# a remark\n" + RULES.formatted(7));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("version").asInt()).isEqualTo(before + 1);
        assertThat(versions()).isEqualTo(before + 1);

        var table = post(
                "/v1/rules/scoring?name=table&qualifyAt=75",
                "text/csv",
                "name,field,operator,value,points,active\nOpen,activity,equals,email_opened,2,true\n");
        assertThat(table.statusCode()).isEqualTo(201);
        assertThat(stack.read(Topics.SCORING_RULE_SETS)).last().satisfies(entry -> {
            assertThat(entry.getValue().getQualifyAt()).isEqualTo(75);
            assertThat(entry.getValue().getPublishedBy()).isEqualTo("crm");
        });
        var status = stack.send(stack.to("/v1/rules/scoring/status")
                .header("x-write-key", CaptureStack.SECRET_KEY)
                .GET());
        assertThat(status.statusCode()).isEqualTo(200);
        assertThat(json(status).get("newest").get("version").asInt()).isEqualTo(before + 2);
        assertThat(json(status).get("state").asText()).as("nobody scores here").isEqualTo("waiting");
    }

    @Test
    void shouldNameEveryMistakeAndPublishNothing() throws Exception {
        int before = versions();
        var refused = post("/v1/rules/scoring", "application/json", """
                {"name": "n", "rules": [
                  {"name": "A", "field": "titel", "operator": "exists", "points": 1},
                  {"name": "B", "field": "title", "operator": "exits", "points": 1}
                ]}""");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode mistakes = json(refused).get("mistakes");
        assertThat(mistakes).hasSize(2);
        assertThat(mistakes.get(1).get("line").asInt()).isEqualTo(3);
        assertThat(mistakes.get(1).get("path").asText()).isEqualTo("rules[1].operator");
        assertThat(mistakes.get(1).get("fix").asText()).contains("exists");
        assertThat(post("/v1/rules/assignment", "application/yaml", "name: x\ndefaultTeam: gone\nrules: []\n")
                        .statusCode())
                .isEqualTo(422);
        var roster = post(
                "/v1/roster",
                "application/yaml",
                "teams: [{id: only, name: Only}]\nrepresentatives:"
                        + " [{id: a, name: A, email: a@b.example, team: only}]\n");
        assertThat(roster.statusCode()).as("the rules need other teams").isEqualTo(422);
        assertThat(roster.body()).contains("the roster lacks team");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void shouldLetOnlySecretKeysAndKnownParametersIn() throws Exception {
        int before = versions();
        String rules = RULES.formatted(99);
        var anybody = stack.to("/v1/rules/scoring").POST(HttpRequest.BodyPublishers.ofString(rules));
        assertThat(stack.send(anybody).statusCode()).isEqualTo(401);
        assertThat(stack.post("/v1/rules/scoring", rules).statusCode()).isEqualTo(403);
        assertThat(post("/v1/rules/scoring?dryrun=true", "application/yaml", rules)
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/rules/scoring?dryRun=yes", "application/yaml", rules)
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/rules/scoring", "text/html", rules).statusCode()).isEqualTo(415);
        assertThat(stack.send(stack.to("/v1/rules/scoring").GET()).statusCode()).isEqualTo(405);
        assertThat(versions()).isEqualTo(before);
    }

    private static HttpResponse<String> post(String path, String type, String body) throws Exception {
        return stack.send(stack.to(path)
                .header("x-write-key", CaptureStack.SECRET_KEY)
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static int versions() {
        return stack.read(Topics.SCORING_RULE_SETS).size();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
