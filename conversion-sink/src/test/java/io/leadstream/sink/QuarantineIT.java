// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.sink.consume.QuarantineFloodException;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuarantineIT {

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    private static final String BAD = "bad@example.com";
    private static final String LEAD = Fixtures.leadId(BAD);

    @Test
    void shouldSetBadRecordsAsideAndKeepTheirNeighbours() {
        try (SinkHarness sink = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())) {
            sink.writeActivities("neighbour", 200);
            // SQLSTATE 22021: U+0000 is no character of a text
            CLUSTER.write(
                    Topics.ACTIVITIES,
                    LEAD,
                    Fixtures.activity("nul", BAD, "a\0b").build());
            // 22P02: not JSON
            CLUSTER.write(
                    Topics.ACTIVITIES,
                    LEAD,
                    Fixtures.activity("json", BAD, "page_viewed")
                            .setProperties(Map.of("amount", "1e"))
                            .build());
            // 22003: a number too large
            CLUSTER.write(
                    Topics.ACTIVITIES,
                    LEAD,
                    Fixtures.activity("huge", BAD, "page_viewed")
                            .setProperties(Map.of("amount", "1e400000"))
                            .build());
            // 54000: too long for an index
            CLUSTER.write(
                    Topics.ACTIVITIES,
                    LEAD,
                    Fixtures.activity(random(9000), BAD, "page_viewed").build());
            // 23514: a check
            CLUSTER.write(
                    Topics.LEAD_SCORES, LEAD, SinkRecords.score(BAD, 1, 101).build());
            // 22007: no date
            LeadConverted converted = SinkRecords.converted(BAD, "bad.example", null, Fixtures.NOW);
            converted.getOpportunity().setExpectedCloseDate("soon");
            CLUSTER.write(Topics.LEAD_CONVERSIONS, LEAD, converted);
            // not a lead id
            CLUSTER.write(
                    Topics.LEAD_PROFILES,
                    "x",
                    Fixtures.profile(BAD)
                            .setLeadId(LEAD.toUpperCase(java.util.Locale.ROOT))
                            .build());
            // not Avro
            CLUSTER.write("lead-tasks", LEAD, new byte[] {0, 0, 0, 0, 1, 2});
            CLUSTER.write("lead-tasks", LEAD, new byte[] {1});
            sink.writeActivities("later", 200);
            SinkService service = sink.start();
            sink.awaitCaughtUp();

            assertThat(service.failure()).isNull();
            assertThat(sink.count("activities")).isEqualTo(400);
            assertThat(sink.count("conversions")).isZero();
            assertThat(sink.rows("select topic, code, sqlstate from sink_dead_letters order by 1, 2, 3"))
                    .extracting(Map::values)
                    .extracting(Object::toString)
                    .containsExactly(
                            "[activities, row_refused, 22003]",
                            "[activities, row_refused, 22021]",
                            "[activities, row_refused, 22P02]",
                            "[activities, row_refused, 54000]",
                            "[lead-conversions, row_refused, 22007]",
                            "[lead-profiles, record_invalid, null]",
                            "[lead-scores, row_refused, 23514]",
                            "[lead-tasks, record_undecodable, null]",
                            "[lead-tasks, record_undecodable, null]");
            assertThat(sink.count("sink_dead_letters where value is null or key is null"))
                    .isZero();
            assertThat(sink.count("rejected_inputs where code <> 'email_invalid'"))
                    .isEqualTo(9);
        }
    }

    @Test
    void shouldStopBeforeAFloodIsSetAside() {
        try (SinkHarness sink = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())) {
            sink.with(SinkSettings.DEAD_LETTERS, 2);
            for (int i = 0; i < 3; i++) {
                CLUSTER.write("rosters", "1", new byte[] {9});
            }
            SinkService service = sink.startUnready();
            Awaitility.await("the sink to stop").atMost(SinkHarness.PATIENCE).until(() -> service.failure() != null);

            assertThat(service.failure()).isInstanceOf(QuarantineFloodException.class);
            assertThat(service.live()).isFalse();
            assertThat(sink.count("sink_dead_letters where topic = 'rosters'")).isZero();
            assertThat(sink.value("select coalesce(max(next_offset), 0) from sink_offsets where topic = 'rosters'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void shouldWaitAndSetNothingAsideWhenTheRegistryIsAway() {
        try (SinkHarness away = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())) {
            away.with(CommonSettings.REGISTRY_URL, "http://127.0.0.1:1");
            CLUSTER.write(Topics.LEAD_PROFILES, LEAD, Fixtures.profile(BAD).build());
            SinkService service = away.startUnready();
            Awaitility.await("partitions to be claimed")
                    .atMost(SinkHarness.PATIENCE)
                    .until(() -> away.count("sink_offsets where topic = 'lead-profiles'") == 2);
            Awaitility.await("a second claim, after a failure")
                    .atMost(SinkHarness.PATIENCE)
                    .until(() -> away.count("sink_offsets where owner_epoch > 2") > 0);

            assertThat(service.failure()).isNull();
            assertThat(away.count("sink_dead_letters")).isZero();
            assertThat(away.value("select sum(next_offset) from sink_offsets where topic = 'lead-profiles'"))
                    .isEqualTo("0");
        }
    }

    /** Text that does not compress. */
    private static String random(int length) {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
