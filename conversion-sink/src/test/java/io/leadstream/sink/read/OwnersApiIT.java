// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.runtime.access.KeyRing;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.AssignmentRuleSet;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Why a lead has its owner, over a real database that a real sink has written. */
class OwnersApiIT {

    private static final String KEY = "read-key";
    private static final String ANN = "ann@example.org";
    private static final String LEAD = LeadAddress.leadId(ANN).orElseThrow();
    private static final Instant AT = Fixtures.NOW.plusSeconds(10);

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    private static TestDatabase database;
    private static SinkHarness sink;
    private static SinkService service;
    private static String ruleId = "";

    @BeforeAll
    static void write() {
        database = TestDatabase.fresh();
        sink = new SinkHarness(CLUSTER, database.jdbcUrl()).with(SinkSettings.READ_KEYS, KeyRing.entry("crm", KEY));
        service = sink.start();
        AssignmentRuleSet rules = SinkRecords.assignmentRules(1);
        ruleId = rules.getRules().get(0).getId();
        CLUSTER.write(Topics.ASSIGNMENT_RULE_SETS, "1", rules);
        CLUSTER.write(Topics.ROSTERS, "1", SinkRecords.roster(1, "alice", "bob"));
        // Written in another order than they were decided.
        decide(AssignmentKind.ACCEPTED, 2, "bob", AT.plusSeconds(400));
        decide(AssignmentKind.ASSIGNED, 1, "alice", AT);
        decide(AssignmentKind.EXPIRED, 1, "alice", AT.plusSeconds(300));
        decide(AssignmentKind.ASSIGNED, 2, "bob", AT.plusSeconds(300));
        sink.awaitCaughtUp();
    }

    private static void decide(AssignmentKind kind, int offer, String person, Instant at) {
        LeadAssignment decision = SinkRecords.assignment(ANN, offer, kind, person, at);
        decision.setLeadId(LEAD);
        decision.setMethod(AssignmentMethod.RULE);
        decision.setRuleId(ruleId);
        if (kind != AssignmentKind.ASSIGNED) {
            decision.setCandidates(List.of());
        }
        CLUSTER.write(Topics.LEAD_ASSIGNMENTS, LEAD, decision);
    }

    @AfterAll
    static void stop() {
        service.close();
        sink.close();
    }

    @Test
    void shouldTellEveryDecisionInOrderWithRulePathVersionsAndCandidates() throws Exception {
        JsonNode told = new ObjectMapper().readTree(ask(ANN, KEY).body());

        assertThat(told.get("ownerId").asText()).isEqualTo("bob");
        assertThat(told.get("owner").asText()).isEqualTo("bob of roster 1");
        assertThat(told.get("decisions").findValuesAsText("kind"))
                .containsExactly("assigned", "expired", "assigned", "accepted");
        JsonNode first = told.get("decisions").get(0);
        assertThat(first.get("offerNumber").asInt()).isEqualTo(1);
        assertThat(first.get("ruleId").asText()).isEqualTo(ruleId);
        assertThat(first.get("rule").asText()).isNotBlank();
        assertThat(first.get("rulesVersion").asInt()).isEqualTo(1);
        assertThat(first.get("rosterVersion").asInt()).isEqualTo(1);
        assertThat(first.get("team").asText()).isEqualTo("Inbound");
        JsonNode bob = first.get("candidates").get(1);
        assertThat(bob.get("result").asText()).isEqualTo("on_leave");
        assertThat(bob.get("openLeads").asInt()).isEqualTo(1);
        assertThat(bob.get("headStart").asDouble()).isEqualTo(1.5);
    }

    @Test
    void shouldFindTheLeadWhateverItIsCalled() throws Exception {
        assertThat(ask(LEAD, KEY).body())
                .isEqualTo(ask("%20ANN@Example.ORG", KEY).body());
    }

    @Test
    void shouldAnswerNobodyWithoutAKeyAndRefuseWhoIsUnknown() throws Exception {
        assertThat(ask(ANN, null).statusCode()).isEqualTo(401);
        assertThat(ask("stranger@example.org", KEY).statusCode()).isEqualTo(404);
        assertThat(ask("nobody", KEY).body()).contains("lead_invalid");
    }

    @Test
    void shouldHaveOneRowForEachCandidateInSql() throws Exception {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*), count(distinct representative_id),"
                        + " min(rule_name), min(rules_version), min(roster_version), max(offer_number), min(strategy)"
                        + " from assignment_candidates")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(4);
            assertThat(row.getInt(2)).isEqualTo(2);
            assertThat(row.getString(3)).isNotBlank();
            assertThat(row.getInt(4)).isEqualTo(1);
            assertThat(row.getInt(5)).isEqualTo(1);
            assertThat(row.getInt(6)).isEqualTo(2);
            assertThat(row.getString(7)).isEqualTo("least_loaded");
        }
    }

    private static HttpResponse<String> ask(String who, @Nullable String key) throws Exception {
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + service.port() + "/v1/leads/" + who + "/assignments"));
        if (key != null) {
            request.header("x-read-key", key);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
