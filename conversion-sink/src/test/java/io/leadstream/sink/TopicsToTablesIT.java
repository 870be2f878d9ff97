// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.capture.Campaign;
import io.leadstream.schemas.capture.ImportStatus;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.capture.TouchKind;
import io.leadstream.schemas.scoring.Consent;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicsToTablesIT {

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    private static final String ANN = "ann@acme.example";
    private static final String LEAD = Fixtures.leadId(ANN);
    private static final SinkHarness SINK =
            new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl());

    @BeforeAll
    static void writeOneOfEach() throws Exception {
        SINK.start();
        CLUSTER.write(
                Topics.CAPTURED_LEADS,
                LEAD,
                Fixtures.capture("form-1", ANN)
                        .setCustomFields(Map.of("budget \"now\"", "12.50", "beta", "true", "note", "\"a \\u00e9\""))
                        .setTags(List.of("vip", "a,\"b\\c"))
                        .setCampaign(new Campaign("newsletter", "email", "spring", null, null))
                        .setImportId("import-1")
                        .setImportLine(2L)
                        .build());
        CLUSTER.write(
                Topics.CAPTURED_LEADS,
                LEAD,
                Fixtures.capture("chat-1", ANN)
                        .setSourceKind(SourceKind.LIVE_CHAT)
                        .build());
        CLUSTER.write(
                Topics.CAPTURED_LEADS,
                LEAD,
                Fixtures.capture("csv-1", ANN)
                        .setSourceKind(SourceKind.CSV_IMPORT)
                        .build());
        CLUSTER.write(
                Topics.ACTIVITIES,
                LEAD,
                Fixtures.activity("view-1", ANN, "page_viewed")
                        .setProperties(Map.of("url", "\"/pricing\"", "seconds", "1e3"))
                        .build());
        CLUSTER.write(
                Topics.VISITOR_ACTIVITIES,
                "v-1",
                Fixtures.visitorActivity("seen-1", "v-1", "page_viewed").build());
        CLUSTER.write(
                Topics.VISITOR_ACTIVITIES,
                "v-1",
                Fixtures.identification("seen-2", "v-1", ANN).build());
        var handedOver = Fixtures.visitorActivity("seen-1", "v-1", "page_viewed")
                .setLeadId(LEAD)
                .build();
        CLUSTER.write(Topics.IDENTIFIED_ACTIVITIES, LEAD, handedOver);
        CLUSTER.write(
                Topics.LEAD_COMMANDS,
                LEAD,
                Fixtures.command("touch-1", ANN, "alice")
                        .setOrder(LogTouch.newBuilder()
                                .setKind(TouchKind.CALL)
                                .setTwoWay(true)
                                .setOutcome("interested")
                                .setNextStepAt(Fixtures.NOW)
                                .build())
                        .build());
        CLUSTER.write(Topics.REJECTED_INPUTS, "import-1", SinkRecords.rejected("import-1", 3));
        CLUSTER.write(Topics.IMPORT_RUNS, "import-1", SinkRecords.importRun("import-1", ImportStatus.STARTED, 0, 0));
        CLUSTER.write(Topics.IMPORT_RUNS, "import-1", SinkRecords.importRun("import-1", ImportStatus.FINISHED, 2, 1));
        CLUSTER.write(Topics.SCORING_RULE_SETS, "1", SinkRecords.scoringRules(1));
        CLUSTER.write(Topics.PREDICTIVE_MODELS, "1", SinkRecords.model(1));
        CLUSTER.write(Topics.ASSIGNMENT_RULE_SETS, "1", SinkRecords.assignmentRules(1));
        CLUSTER.write(Topics.ROSTERS, "1", SinkRecords.roster(1, "alice", "bob"));
        CLUSTER.write(Topics.ROSTERS, "2", SinkRecords.roster(2, "alice"));
        CLUSTER.write(
                Topics.LEAD_PROFILES,
                LEAD,
                Fixtures.profile(ANN)
                        .setVersion(3)
                        .setCompany("Acme")
                        .setTags(List.of("vip"))
                        .setCustomFields(Map.of("size", "7"))
                        .setCampaign(new Campaign("newsletter", "email", "spring", null, null))
                        .setOptInEmail(new Consent(true, Fixtures.NOW, "/demo"))
                        .setQualified(true)
                        .setQualifiedAt(Fixtures.NOW)
                        .setScore(60)
                        .build());
        CLUSTER.write(Topics.LEAD_SCORES, LEAD, SinkRecords.score(ANN, 1, 40).build());
        CLUSTER.write(Topics.LEAD_SCORES, LEAD, SinkRecords.score(ANN, 2, 85).build());
        CLUSTER.write(Topics.LEAD_TRANSITIONS, LEAD, SinkRecords.transition(ANN, 1, Machine.STAGE, "none", "lead"));
        CLUSTER.write(Topics.LEAD_TRANSITIONS, LEAD, SinkRecords.transition(ANN, 2, Machine.STATUS, "none", "new"));
        CLUSTER.write(Topics.LEAD_TRANSITIONS, LEAD, SinkRecords.transition(ANN, 3, Machine.STAGE, "lead", "mql"));
        CLUSTER.write(Topics.LEAD_TRANSITIONS, LEAD, SinkRecords.transition(ANN, 4, Machine.ROUTE, "none", "sales"));
        CLUSTER.write(
                Topics.LEAD_ASSIGNMENTS,
                LEAD,
                SinkRecords.assignment(ANN, 1, AssignmentKind.ASSIGNED, "alice", Fixtures.NOW.plusSeconds(2)));
        CLUSTER.write(
                Topics.LEAD_ASSIGNMENTS,
                LEAD,
                SinkRecords.assignment(ANN, 1, AssignmentKind.ACCEPTED, "alice", Fixtures.NOW.plusSeconds(62)));
        CLUSTER.write(Topics.LEAD_TASKS, LEAD, SinkRecords.task(ANN));
        CLUSTER.write(Topics.LEAD_ASSESSMENTS, LEAD, SinkRecords.assessment(ANN));
        CLUSTER.write(
                Topics.LEAD_CONVERSIONS,
                LEAD,
                SinkRecords.converted(ANN, "acme.example", null, Fixtures.NOW.plusSeconds(900)));
        CLUSTER.write(
                Topics.COMMAND_OUTCOMES,
                LEAD,
                SinkRecords.outcome(ANN, "touch-1", "log_touch", null, Fixtures.NOW.plusSeconds(300)));
        CLUSTER.write(
                Topics.COMMAND_OUTCOMES,
                LEAD,
                SinkRecords.outcome(ANN, "accept-9", "accept_lead", RefusalCode.STALE_OFFER, Fixtures.NOW));
        StaffChange gone = SinkRecords.gone("away-1", "alice");
        CLUSTER.write(
                Topics.STAFF_CHANGES,
                "alice",
                StaffChange.newBuilder(gone)
                        .setAccepted(false)
                        .setRefusal(RefusalCode.GATE_MISSING)
                        .build());
        CLUSTER.write(Topics.STAFF_CHANGES, "alice", gone);
        writeDeadLetter();
        SINK.awaitCaughtUp();
    }

    private static void writeDeadLetter() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", CLUSTER.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> letter =
                    new ProducerRecord<>("lead-scoring-dead-letters", null, bytes("key"), new byte[] {7, 0, 9});
            letter.headers()
                    .add("__streams.errors.exception", bytes("SerializationException"))
                    .add("__streams.errors.message", bytes("no magic \0 byte"))
                    .add("__streams.errors.topic", bytes("activities"))
                    .add("__streams.errors.partition", bytes("1"))
                    .add("__streams.errors.offset", bytes("4711"));
            producer.send(letter).get();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @AfterAll
    static void stop() {
        SINK.close();
    }

    @Test
    void shouldReplaceTheRefusalOfACommandAboutAPersonThatWasSentAgain() {
        assertThat(SINK.rows("select * from staff_changes where command_id = 'away-1'"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("accepted", true).containsEntry("refusal", null));
    }

    @Test
    void shouldAssembleLeadOutOfAllTopics() {
        assertThat(SINK.rows("select * from leads where lead_id = '" + LEAD + "'")
                        .get(0))
                .containsEntry("profile_version", 3L)
                .containsEntry("email", ANN)
                .containsEntry("company", "Acme")
                .containsEntry("source_kind", "website_form")
                .containsEntry("campaign_name", "spring")
                .containsEntry("opt_in_email", true)
                .containsEntry("opt_in_email_where", "/demo")
                .containsEntry("opt_in_sms", null)
                .containsEntry("qualified", true)
                .containsEntry("score", 85)
                .containsEntry("grade", "A")
                .containsEntry("score_sequence", 2L)
                .containsEntry("ownership", "accepted")
                .containsEntry("owner_id", "alice")
                .containsEntry("offer_number", 1)
                .containsEntry("stage", "mql")
                .containsEntry("status", "new")
                .containsEntry("route", "sales")
                .containsEntry("converted", true);
        assertThat(SINK.value("select assigned_at || ' ' || accepted_at from leads where lead_id = '" + LEAD + "'"))
                .contains(":00:02", ":01:02");
        assertThat(SINK.value("select custom_fields ->> 'size' || tags[1] from leads where lead_id = '" + LEAD + "'"))
                .isEqualTo("7vip");
        assertThat(SINK.count("leads l join contacts using (contact_id) join companies c on c.company_id = l.company_id"
                        + " join opportunities o on o.opportunity_id = l.opportunity_id"
                        + " where o.expected_close_date = '2026-03-31' and c.domain = 'acme.example'"))
                .isEqualTo(1);
    }

    @Test
    void shouldKeepCapturesWithTheirFields() {
        assertThat(SINK.count("lead_captures")).isEqualTo(3);
        assertThat(SINK.rows(
                                "select custom_fields ->> 'budget \"now\"' as budget, custom_fields -> 'beta' = 'true' as beta,"
                                        + " custom_fields ->> 'note' as note, tags[2] as tag, campaign ->> 'medium' as medium,"
                                        + " import_line from lead_captures where event_id = 'form-1'")
                        .get(0))
                .containsEntry("budget", "12.50")
                .containsEntry("beta", true)
                .containsEntry("note", "a é")
                .containsEntry("tag", "a,\"b\\c")
                .containsEntry("medium", "email")
                .containsEntry("import_line", 2L);
    }

    @Test
    void shouldCountFormAndChatAsActivityButNoImport() {
        assertThat(SINK.rows("select event_id, type, capture from activities"
                        + " where not handed_over and type <> 'assigned' order by 1"))
                .extracting(Map::values)
                .extracting(Object::toString)
                .containsExactly(
                        "[chat-1, chat_message, true]",
                        "[form-1, form_submitted, true]",
                        "[view-1, page_viewed, false]");
        assertThat(SINK.value("select properties ->> 'url' || (properties -> 'seconds')::int from activities"
                        + " where event_id = 'view-1'"))
                .isEqualTo("/pricing1000");
    }

    @Test
    void shouldLogEachAssignmentAsAnActivityAndEachOfferAsARow() {
        assertThat(SINK.value("select properties ->> 'representative' from activities where type = 'assigned'"))
                .isEqualTo("alice");
        assertThat(SINK.value("select outcome || ' ' || seconds_to_accept from offers"))
                .isEqualTo("accepted 60.000");
    }

    @Test
    void shouldKeepVisitorsAndWhoTheyTurnedOutToBe() {
        assertThat(SINK.count("visitor_activities")).isEqualTo(2);
        assertThat(SINK.value("select lead_id from visitor_leads where anonymous_id = 'v-1'"))
                .isEqualTo(LEAD);
        assertThat(SINK.rows("select event_id, lead_id, anonymous_id from activities where handed_over"))
                .extracting(Map::values)
                .extracting(Object::toString)
                .containsExactly("[seen-1, " + LEAD + ", v-1]");
    }

    @Test
    void shouldKeepCommandsOutcomesAndListRefusals() {
        assertThat(SINK.value("select details ->> 'kind' || (details ->> 'two_way') || (details ->> 'outcome')"
                        + " from commands where command = 'log_touch'"))
                .isEqualTo("calltrueinterested");
        assertThat(SINK.rows("select refusal, email from exceptions").get(0))
                .containsEntry("refusal", "stale_offer")
                .containsEntry("email", ANN);
    }

    @Test
    void shouldKeepRulesAndRostersOfEveryVersion() {
        assertThat(SINK.value("select condition -> 'children' -> 1 -> 'values' ->> 0 from scoring_rules"
                        + " where rule_id = 'title-director'"))
                .isEqualTo("head");
        assertThat(SINK.value("select activity_where ->> 'field' from scoring_rules where rule_id = 'page-viewed'"))
                .isEqualTo("page");
        assertThat(SINK.value("select segments -> 0 -> 'condition' ->> 'operator' from assignment_rule_sets"))
                .isEqualTo("contains");
        assertThat(SINK.count("assignment_rules")).isEqualTo(1);
        assertThat(SINK.rows("select representative_id, in_roster from representatives order by 1"))
                .extracting(Map::values)
                .extracting(Object::toString)
                .containsExactly("[alice, true]", "[bob, false]");
        assertThat(SINK.value("select segments[2] || (hours -> 0 -> 'days' ->> 4) from representatives"
                        + " where representative_id = 'alice'"))
                .isEqualTo("a \"quoted\", one5");
    }

    @Test
    void shouldGiveOneRowPerScoreLineAddingUpToTheTotal() {
        assertThat(SINK.count("score_changes s where total <> (select sum(points) from score_lines l"
                        + " where l.lead_id = s.lead_id and l.sequence = s.sequence)"))
                .isZero();
        assertThat(SINK.value(
                        "select rule_name || cut from score_lines where sequence = 2 and rule_id = 'page-viewed'"))
                .isEqualTo("Page viewed5");
    }

    @Test
    void shouldGiveOneRowPerCandidate() {
        assertThat(SINK.rows("select representative_id, result, open_leads from assignment_candidates"
                        + " where kind = 'assigned' order by ordinal"))
                .extracting(Map::values)
                .extracting(Object::toString)
                .containsExactly("[alice, chosen, 3]", "[bob, on_leave, 1]");
    }

    @Test
    void shouldKeepWhatWasRejectedWithItsOrigin() {
        assertThat(SINK.rows("select source, line, code, reason, octet_length(raw_bytes) as bytes from rejected_inputs"
                        + " where code = 'stream_failed'"))
                .first()
                .satisfies(row -> assertThat(row)
                        .containsEntry("source", "activities")
                        .containsEntry("line", 4711L)
                        .containsEntry("reason", "SerializationException: no magic   byte")
                        .containsEntry("bytes", 3));
        assertThat(SINK.rows("select status, lines_add_up, refused_add_up, captures from import_totals")
                        .get(0))
                .containsEntry("status", "finished")
                .containsEntry("lines_add_up", true)
                .containsEntry("refused_add_up", true)
                .containsEntry("captures", 1L);
    }

    @Test
    void shouldMeasureSpeedWorkloadAndFunnel() {
        assertThat(SINK.rows("select seconds_to_assign, seconds_to_accept, seconds_to_touch from speed_to_lead")
                        .get(0)
                        .values())
                .extracting(Object::toString)
                .containsExactly("2.000", "60.000", "298.000");
        assertThat(SINK.value("select assign_median_seconds from speed_to_lead_summary where dimension = 'all'"))
                .isEqualTo("2.0");
        assertThat(SINK.rows("select assigned, accepted, converted, win_rate from workload"
                                + " where representative_id = 'alice'")
                        .get(0))
                .containsEntry("assigned", 1L)
                .containsEntry("accepted", 1L)
                .containsEntry("converted", 1L)
                .containsEntry("win_rate", null);
        assertThat(SINK.rows("select leads, mql, sal, lead_to_mql from funnel where owner_id = 'alice'")
                        .get(0))
                .containsEntry("leads", 1L)
                .containsEntry("mql", 1L)
                .containsEntry("sal", 0L);
        assertThat(SINK.value("select reached from funnel_totals where stage = 'mql'"))
                .isEqualTo("1");
        assertThat(SINK.value("select leads from grades where grade = 'A'")).isEqualTo("1");
    }
}
