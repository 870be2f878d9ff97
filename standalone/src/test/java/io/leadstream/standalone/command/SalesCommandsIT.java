// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.standalone.inspect.Database;
import io.leadstream.standalone.inspect.Offsets;
import io.leadstream.standalone.inspect.Query;
import io.leadstream.standalone.stack.LocalStack;
import io.leadstream.standalone.stack.StackPlan;
import io.leadstream.standalone.terminal.Steps;
import io.leadstream.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line tells of assignments, on a whole instance. */
class SalesCommandsIT {

    private static final int LEADS = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path temp = Path.of("");

    private static LocalStack stack;

    @BeforeAll
    static void startWithOffers() throws Exception {
        Terminal quiet = Terminal.of(OutputStream.nullOutputStream(), false, false, 100);
        stack = LocalStack.start(StackPlan.in(temp.resolve("data")), "test", new Steps(quiet), () -> false);
        HttpClient http = HttpClient.newHttpClient();
        for (int lead = 0; lead < LEADS; lead++) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(stack.instance().httpUrl() + "/v1/chat-leads"))
                    .header("Content-Type", "application/json")
                    .header("X-Write-Key", stack.keys().write())
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"email\":\"p" + lead + "@company" + lead + ".com\",\"lastName\":\"P" + lead + "\"}"))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(202);
        }
        try (Connection database = Database.open(stack.instance())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> Query.rows(
                                            database,
                                            "select count(*) as n from assignments where kind in ('assigned', 'queued')")
                                    .get(0)
                                    .number("n")
                            == LEADS);
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private record Said(int exit, String text) {}

    private static Said run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--data");
        all.add(stack.folder().path().toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = Commands.run(Terminal.of(out, false, false, 120), all.toArray(String[]::new));
        return new Said(exit, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldTellRulePathVersionsAndCandidatesWhenAskedWhy() {
        Said said = run("why", "P0@Company0.com");

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text())
                .contains("offer 1 assigned to", "rules version 1", "roster version 1", "Considered for offer 1")
                .containsPattern("(?m)^.*\\bchosen\\b.*$")
                .containsPattern("rule [a-z-]+ '");
    }

    @Test
    void shouldTellTheSameAsJsonWhenAskedWhy() throws Exception {
        JsonNode told = JSON.readTree(run("why", "p0@company0.com", "--json").text());

        JsonNode decision = told.path("decisions").path(0);
        assertThat(told.path("ownerId").asText())
                .isEqualTo(decision.path("representativeId").asText());
        assertThat(decision.path("offerNumber").asInt()).isEqualTo(1);
        assertThat(decision.path("candidates").size()).isGreaterThan(1);
        assertThat(decision.path("candidates").findValuesAsText("result")).contains("chosen");
    }

    @Test
    void shouldSayWhatToDoWhenNobodyIsKnownByThatName() {
        assertThat(run("why", "stranger@example.org").text()).contains("no lead stranger@example.org is known");
        assertThat(run("why", "nobody").text()).contains("can't be the address of a lead");
    }

    @Test
    void shouldShareByWeightAndChangeNothingWhenSimulated() throws Exception {
        Path rules = temp.resolve("rules.yaml");
        Path roster = temp.resolve("roster.yaml");
        Files.writeString(rules, "name: one team\ndefaultTeam: sales\nrules: []\n");
        Files.writeString(roster, """
                teams:
                  - { id: sales, name: Sales, strategy: least_loaded }
                representatives:
                  - { id: ada, name: Ada, email: ada@sales.example, team: sales, weight: 100 }
                  - { id: bob, name: Bob, email: bob@sales.example, team: sales, weight: 300 }
                """);
        Map<TopicPartition, Long> before = ends();

        Said table = run("routing", "simulate", rules.toString(), "--roster", roster.toString());
        Said json = run("routing", "simulate", rules.toString(), "--roster", roster.toString(), "--json");

        assertThat(table.exit()).as(table.text()).isZero();
        assertThat(table.text())
                .contains("Ada", "25.0 %", "75.0 %", "offered at once", "What would have come of 12 leads");
        JsonNode result = JSON.readTree(json.text());
        assertThat(result.path("leads").asInt()).isEqualTo(LEADS);
        assertThat(result.path("accepted").asInt()).isEqualTo(LEADS);
        assertThat(result.path("representatives").path(1).path("firstOffers").asInt())
                .isEqualTo(9);
        assertThat(result.path("decisions").size()).isEqualTo(LEADS);
        assertThat(ends()).isEqualTo(before);
    }

    @Test
    void shouldSayWhyLeadsWaitWhenSimulatedWithTooFewPeople() throws Exception {
        Path rules = temp.resolve("few.yaml");
        Path roster = temp.resolve("one.yaml");
        Files.writeString(rules, "name: one team\ndefaultTeam: sales\nrules: []\n");
        Files.writeString(roster, """
                teams: [{ id: sales, name: Sales }]
                representatives: [{ id: ada, name: Ada, email: ada@sales.example, team: sales, capacityOpen: 5 }]
                """);

        JsonNode result =
                JSON.readTree(run("routing", "simulate", rules.toString(), "--roster", roster.toString(), "--json")
                        .text());

        assertThat(result.path("queueReasons").toString()).isEqualTo("{\"all_at_capacity\":" + (LEADS - 5) + "}");
    }

    @Test
    void shouldTellTheNewestVersionsAndByWhichDecisionsGo() {
        Said said = run("routing", "status");

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text())
                .contains("assignment rules", "people in", "capture-ingest", "The newest decision, at ")
                .contains(", went by assignment rules 1 and roster 1.")
                .doesNotContain("can't be used");
    }

    @Test
    void shouldNameTheMistakesWhenSimulatedRulesAreWrong() throws Exception {
        Path rules = temp.resolve("wrong.yaml");
        Files.writeString(rules, "name: wrong\nrules: []\n");
        Path roster = temp.resolve("empty.yaml");
        Files.writeString(roster, "teams: []\nrepresentatives: []\n");

        Said said = run("routing", "simulate", rules.toString(), "--roster", roster.toString());

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.text()).contains("wrong.yaml", "defaultTeam");
    }

    private static Map<TopicPartition, Long> ends() {
        try (Offsets offsets = new Offsets(stack.instance().kafka())) {
            return offsets.ends(
                    offsets.partitions(Topics.all().stream().map(Topic::name).toList()));
        }
    }
}
