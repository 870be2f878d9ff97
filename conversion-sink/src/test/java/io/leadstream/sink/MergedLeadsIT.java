// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.sink.read.OwnerHistory;
import io.leadstream.sink.read.OwnerReader;
import io.leadstream.sink.read.ScoreReader;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A company's lead became a phone's, and that one an e-mail's. */
class MergedLeadsIT {

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    private static final String ANN = "ann@acme.example";
    private static final String PHONE = "+442079460018";
    private static final String COMPANY = "Acme";
    private static final List<String> ALL = List.of(ANN, PHONE, COMPANY);
    private static final SinkHarness SINK =
            new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl());

    @BeforeAll
    static void write() {
        SINK.start();
        for (String known : ALL) {
            String lead = Fixtures.leadId(known);
            CLUSTER.write(
                    Topics.ACTIVITIES,
                    lead,
                    Fixtures.activity("event-of-" + known, known, "page_viewed").build());
            CLUSTER.write(
                    Topics.LEAD_PROFILES,
                    lead,
                    Fixtures.profile(known).setVersion(1).build());
            CLUSTER.write(
                    Topics.LEAD_TRANSITIONS, lead, SinkRecords.transition(known, 1, Machine.STAGE, "none", "lead"));
            CLUSTER.write(
                    Topics.LEAD_ASSIGNMENTS,
                    lead,
                    SinkRecords.assignment(
                            known, 1, AssignmentKind.ASSIGNED, "alice", Fixtures.NOW.plusSeconds(known.length())));
        }
        CLUSTER.write(
                Topics.LEAD_SCORES,
                Fixtures.leadId(PHONE),
                SinkRecords.score(PHONE, 1, 20)
                        .setDecidedAt(Fixtures.NOW.minusSeconds(60))
                        .build());
        CLUSTER.write(
                Topics.LEAD_SCORES,
                Fixtures.leadId(ANN),
                SinkRecords.score(ANN, 1, 55).setDecidedAt(Fixtures.NOW).build());
        merged(COMPANY, PHONE);
        merged(PHONE, ANN);
        SINK.awaitCaughtUp();
    }

    private static void merged(String known, String into) {
        String lead = Fixtures.leadId(known);
        CLUSTER.write(
                Topics.LEAD_LINKS,
                lead,
                new LeadLink(lead, Fixtures.leadId(into), "link-of-" + known, Fixtures.NOW, Fixtures.NOW));
        CLUSTER.write(
                Topics.LEAD_PROFILES,
                lead,
                Fixtures.profile(known)
                        .setVersion(2)
                        .setMergedInto(Fixtures.leadId(into))
                        .build());
    }

    @Test
    void shouldResolveEveryIdToTheLeadThatIsLeft() {
        for (String known : ALL) {
            assertThat(SINK.value("select lead_of('" + Fixtures.leadId(known) + "')"))
                    .isEqualTo(Fixtures.leadId(ANN));
            assertThat(SINK.rows("select lead_ids('" + Fixtures.leadId(known) + "')::text as id"))
                    .extracting(row -> row.get("id"))
                    .containsExactlyInAnyOrderElementsOf(
                            ALL.stream().map(Fixtures::leadId).toList());
        }
        assertThat(SINK.value("select lead_of('" + Fixtures.leadId("nobody") + "')"))
                .isEqualTo(Fixtures.leadId("nobody"));
    }

    @Test
    void shouldKeepRowsAndLinksOfWhatIsGone() {
        assertThat(SINK.count("leads where merged_into is not null")).isEqualTo(2);
        assertThat(SINK.count("lead_links")).isEqualTo(2);
        assertThat(SINK.value(
                        "select count(*) from activities where type = 'page_viewed' and lead_id in (select lead_ids('"
                                + Fixtures.leadId(COMPANY) + "'))"))
                .isEqualTo("3");
    }

    @Test
    void shouldReadTheScoreOfTheLeadThatIsLeftByAnyId() throws SQLException {
        for (String known : ALL) {
            assertThat(scoreOf(known, Fixtures.NOW)).isEqualTo(55);
        }
        assertThat(scoreOf(PHONE, Fixtures.NOW.minusSeconds(1)))
                .as("its own, before the other had one")
                .isEqualTo(20);
    }

    @Test
    void shouldReadTheDecisionsAboutAllThatBecameOneByAnyId() throws SQLException {
        try (Connection database = SINK.connect()) {
            for (String known : ALL) {
                OwnerHistory history =
                        OwnerReader.read(database, Fixtures.leadId(known)).orElseThrow();
                assertThat(history.leadId()).isEqualTo(Fixtures.leadId(ANN));
                assertThat(history.decisions()).hasSize(3);
            }
        }
    }

    private static int scoreOf(String known, Instant at) throws SQLException {
        try (Connection database = SINK.connect()) {
            ScoreReader.Answer answer = ScoreReader.read(database, Fixtures.leadId(known), at);
            assertThat(answer).isInstanceOf(ScoreReader.Shown.class);
            return answer instanceof ScoreReader.Shown shown ? shown.ledger().score() : -1;
        }
    }

    @Test
    void shouldCountAMergedLeadOnce() {
        assertThat(SINK.value("select sum(leads) from funnel")).isEqualTo("1");
        assertThat(SINK.value("select open_leads from workload where representative_id = 'alice'"))
                .isEqualTo("1");
        assertThat(SINK.value("select assigned from workload where representative_id = 'alice'"))
                .isEqualTo("1");
        assertThat(SINK.count("speed_to_lead")).isEqualTo(1);
        assertThat(SINK.value("select assigned_at from speed_to_lead"))
                .as("the first time that anybody was assigned")
                .isEqualTo(SINK.value("select min(decided_at) from assignments"));
        assertThat(SINK.value("select sum(leads) from grades")).isEqualTo("1");
        assertThat(SINK.count("stuck_leads")).isEqualTo(1);
    }
}
