// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.runtime.access.KeyRing;
import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.sink.SinkHarness;
import io.leadstream.sink.SinkRecords;
import io.leadstream.sink.SinkService;
import io.leadstream.sink.SinkSettings;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Over a real database that a real sink has written. */
class ReadApiIT {

    private static final String KEY = "read-key";
    private static final String ANN = "ann@example.org";
    private static final String LEAD = LeadAddress.leadId(ANN).orElseThrow();
    private static final String BOB = LeadAddress.leadId("bob@example.org").orElseThrow();
    private static final Instant FIRST = Fixtures.NOW.plusSeconds(10);
    private static final Instant SECOND = Fixtures.NOW.plusSeconds(20);

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    private static SinkHarness sink;
    private static SinkService service;

    @BeforeAll
    static void write() {
        sink = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())
                .with(SinkSettings.READ_KEYS, KeyRing.entry("crm", KEY));
        service = sink.start();
        CLUSTER.write(Topics.SCORING_RULE_SETS, "1", SinkRecords.scoringRules(1));
        CLUSTER.write(
                Topics.LEAD_SCORES,
                LEAD,
                SinkRecords.score(ANN, 1, 40)
                        .setLeadId(LEAD)
                        .setDecidedAt(FIRST)
                        .build());
        CLUSTER.write(
                Topics.LEAD_SCORES,
                LEAD,
                SinkRecords.score(ANN, 2, 85)
                        .setLeadId(LEAD)
                        .setDecidedAt(SECOND)
                        .build());
        CLUSTER.write(
                Topics.LEAD_SCORES,
                BOB,
                SinkRecords.score("bob@example.org", 1, 15)
                        .setLeadId(BOB)
                        .setTotal(15)
                        .setLines(List.of(new ScoreLine("manual:c1", "manual", 1, 0, 15, 0, 0)))
                        .setAdjustments(
                                List.of(new Adjustment("c1", 15, "met at the fair", "zoë", FIRST, "2026-12-01")))
                        .build());
        sink.awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        service.close();
        sink.close();
    }

    @Test
    void shouldTellTheScoreNowWithLinesThatAddUp() throws Exception {
        for (String who : List.of(ANN, "%20ANN@Example.ORG", LEAD)) {
            JsonNode score = json(ask("/v1/leads/" + who + "/score", KEY));
            assertThat(score.get("score").asInt()).as(who).isEqualTo(85);
            assertThat(score.get("shownUntil").isNull()).isTrue();
            int sum = 0;
            for (JsonNode line : score.get("lines")) {
                sum += line.get("points").asInt();
            }
            assertThat(sum).isEqualTo(score.get("total").asInt());
            assertThat(score.get("rulesVersion").asInt()).isEqualTo(1);
            assertThat(score.get("lines").get(1).get("cut").asInt()).isEqualTo(5);
        }
    }

    @Test
    void shouldTellWhyByWhomAndUntilWhenPointsWereGivenByHand() throws Exception {
        JsonNode line =
                json(ask("/v1/leads/" + BOB + "/score", KEY)).get("lines").get(0);
        assertThat(line.get("rule").asText()).isEqualTo("by hand");
        assertThat(line.get("because").asText()).isEqualTo("by zoë until 2026-12-01: met at the fair");
    }

    @Test
    void shouldTellWhatWasShownAtAPastTime() throws Exception {
        JsonNode then = json(ask("/v1/leads/" + ANN + "/score?at=" + SECOND.minusMillis(1), KEY));
        assertThat(then.get("score").asInt()).isEqualTo(40);
        assertThat(Instant.parse(then.get("shownFrom").asText())).isEqualTo(FIRST);
        assertThat(Instant.parse(then.get("shownUntil").asText())).isEqualTo(SECOND);
        assertThat(json(ask("/v1/leads/" + ANN + "/score?at=" + SECOND, KEY))
                        .get("score")
                        .asInt())
                .isEqualTo(85);
        var early = ask("/v1/leads/" + ANN + "/score?at=" + FIRST.minusMillis(1), KEY);
        assertThat(early.statusCode()).isEqualTo(404);
        assertThat(json(early).get("code").asText()).isEqualTo("score_not_yet");
        assertThat(Instant.parse(json(early).get("firstShownAt").asText())).isEqualTo(FIRST);
    }

    @Test
    void shouldAnswerNobodyWithoutAKeyAndRefuseWhatItCannotRead() throws Exception {
        assertThat(ask("/v1/leads/" + ANN + "/score", null).statusCode()).isEqualTo(401);
        assertThat(ask("/v1/leads/" + ANN + "/score", "guess").statusCode()).isEqualTo(401);
        assertThat(ask("/v1/leads/stranger@example.org/score", KEY).statusCode())
                .isEqualTo(404);
        assertThat(ask("/v1/leads/nobody/score", KEY).statusCode()).isEqualTo(400);
        assertThat(ask("/v1/leads/" + ANN + "/score?at=soon", KEY).body()).contains("time_invalid", "2026-11-03");
        assertThat(ask("/v1/leads/" + ANN + "/score?At=2026-11-03", KEY).body()).contains("'At' is no parameter");
        assertThat(ask("/v1/leads/" + ANN + "/assignments?at=2026-11-03", KEY).statusCode())
                .isEqualTo(400);
        assertThat(ask("/v1/else", KEY).statusCode()).isEqualTo(404);
        assertThat(ask("/health/ready", null).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> ask(String path, @Nullable String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
        if (key != null) {
            request.header("x-read-key", key);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.has(answer.statusCode() == 200 ? "score" : "code"))
                .as(answer.body())
                .isTrue();
        return body;
    }
}
