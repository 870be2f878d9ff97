// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.embedded.EmbeddedDatabase;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ExactlyOnceIT {

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    private static final String KILL = "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where application_name = 'leadstream-sink' and datname = current_database()";

    @Test
    void shouldWriteOnceWhenEventsAreRepeated() {
        try (SinkHarness sink = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())) {
            sink.start();
            sink.writeActivities("repeated", 40);
            sink.awaitCaughtUp();
            sink.writeActivities("repeated", 40);
            sink.awaitCaughtUp();

            assertThat(sink.count("activities where event_id like 'repeated%'")).isEqualTo(40);
        }
    }

    @Test
    void shouldPreferTheCaptureWhenAnActivityHasItsId() {
        try (SinkHarness sink = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())) {
            String lead = Fixtures.leadId("both@example.com");
            CLUSTER.write(
                    Topics.ACTIVITIES,
                    lead,
                    Fixtures.activity("both", "both@example.com", "page_viewed").build());
            sink.start();
            sink.awaitCaughtUp();
            CLUSTER.write(
                    Topics.CAPTURED_LEADS,
                    lead,
                    Fixtures.capture("both", "both@example.com").build());
            sink.awaitCaughtUp();

            assertThat(sink.value("select type from activities where event_id = 'both'"))
                    .isEqualTo("form_submitted");
        }
    }

    @Test
    void shouldWriteOnceWhenConnectionsAreKilledInTheMiddle() {
        try (SinkHarness sink = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())) {
            sink.with(SinkSettings.BATCH_RECORDS, 20)
                    .with(SinkSettings.RETRY_FIRST, 5)
                    .with(SinkSettings.RETRY_LONGEST, 20);
            sink.migrateAndCountAttempts();
            SinkService service = sink.start();
            sink.writeActivities("killed", 3000);
            int kills = 0;
            while (kills < 40 && sink.count("activities where event_id like 'killed%'") < 3000) {
                kills += sink.rows(KILL).size();
            }
            sink.awaitCaughtUp();

            assertThat(kills).isPositive();
            assertThat(service.failure()).isNull();
            assertThat(sink.count("activities where event_id like 'killed%'")).isEqualTo(3000);
            assertThat(sink.count("applied where event_id like 'killed%'")).isEqualTo(3000);
        }
    }

    @Test
    void shouldWriteOnceWhenTheAnswerToACommitIsLost() throws Exception {
        String url = TestDatabase.fresh().jdbcUrl();
        Matcher address = Pattern.compile("//[^:/]+:(\\d+)/").matcher(url);
        assertThat(address.find()).isTrue();
        try (LossyProxy proxy = new LossyProxy(Integer.parseInt(address.group(1)));
                SinkHarness direct = new SinkHarness(CLUSTER, url);
                SinkHarness sink =
                        new SinkHarness(CLUSTER, address.replaceFirst("//localhost:" + proxy.port() + "/"))) {
            direct.migrateAndCountAttempts();
            sink.with(SinkSettings.BATCH_RECORDS, 50).with(SinkSettings.RETRY_FIRST, 5);
            sink.start();
            direct.awaitCaughtUp();
            proxy.lose(10);
            sink.writeActivities("unanswered", 2000);
            direct.awaitCaughtUp();

            assertThat(proxy.lost()).isEqualTo(10);
            assertThat(direct.count("activities where event_id like 'unanswered%'"))
                    .isEqualTo(2000);
            assertThat(direct.count("applied where event_id like 'unanswered%'"))
                    .isEqualTo(2000);
        }
    }

    @Test
    void shouldStepBackAndGoOnWhenAnotherInstanceClaimed() {
        try (SinkHarness sink = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())) {
            // It must find out by writing, not by looking.
            sink.with(SinkSettings.VERIFY_INTERVAL, 600_000);
            sink.migrateAndCountAttempts();
            sink.start();
            sink.awaitCaughtUp();
            double fencedBefore = fenced();
            sink.execute("update sink_offsets set owner_epoch = owner_epoch + 1");
            sink.writeActivities("fenced", 500);
            sink.awaitCaughtUp();

            assertThat(fenced()).isGreaterThan(fencedBefore);
            assertThat(sink.count("applied where event_id like 'fenced%'")).isEqualTo(500);
        }
    }

    @Test
    void shouldKeepOffsetsWhenSomethingMovesThemBack() {
        try (SinkHarness sink = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())) {
            sink.start();
            sink.writeActivities("kept", 10);
            sink.awaitCaughtUp();

            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> sink.execute("update sink_offsets set next_offset = 0 where next_offset > 0"))
                    .hasStackTraceContaining("would go back");
        }
    }

    @Test
    void shouldGoOnWhenTheDatabaseWasRestarted(@TempDir Path folder) {
        EmbeddedDatabase first = EmbeddedDatabase.start(folder, 0, false);
        int port = first.port();
        try (SinkHarness sink = new SinkHarness(CLUSTER, first.jdbcUrl())) {
            sink.migrateAndCountAttempts();
            SinkService service = sink.start();
            sink.writeActivities("before", 300);
            sink.awaitCaughtUp();
            first.close();
            sink.writeActivities("during", 300);
            Awaitility.await("the outage to be noticed").until(() -> !service.ready());
            try (EmbeddedDatabase second = EmbeddedDatabase.start(folder, port, false)) {
                sink.awaitCaughtUp();

                assertThat(second.port()).isEqualTo(port);
                assertThat(service.failure()).isNull();
                assertThat(sink.count("applied where event_id like 'before%'")).isEqualTo(300);
                assertThat(sink.count("applied where event_id like 'during%'")).isEqualTo(300);
                Awaitility.await("readiness").until(service::ready);
            }
        } finally {
            first.close();
        }
    }

    private static double fenced() {
        return Metrics.process()
                .registry()
                .counter("leadstream.sink.fenced", "sink", "conversion-sink")
                .count();
    }
}
