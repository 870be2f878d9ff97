// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.topic.Topic;
import io.leadstream.sink.consume.RandomFacts;
import io.leadstream.sink.consume.TopicRecreatedException;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RebuildIT {

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    @Test
    void shouldGiveTheSameRowsWhenTheDatabaseIsRebuiltAndStopWhenATopicWasMadeAnew() throws Exception {
        try (SinkHarness sink = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())) {
            sink.with(SinkSettings.BATCH_RECORDS, 37);
            SinkService service = sink.start();
            for (RandomFacts.Event<?> event : RandomFacts.of(11, 400)) {
                write(event);
            }
            CLUSTER.write("lead-tasks", Fixtures.leadId("x"), new byte[] {4});
            sink.awaitCaughtUp();
            Map<String, List<String>> before = sink.dump();

            // With the sink running: it notices, claims anew and reads from the beginning.
            sink.execute("select sink_reset()");
            sink.awaitCaughtUp();

            assertThat(before.get("leads")).hasSizeGreaterThan(5);
            assertThat(before)
                    .allSatisfy((table, rows) ->
                            assertThat(rows).as("rows of %s", table).isNotEmpty());
            assertThat(sink.dump()).isEqualTo(before);

            CLUSTER.admin().deleteTopics(List.of("lead-tasks")).all().get();
            Awaitility.await("the topic to be made anew")
                    .ignoreExceptions()
                    .atMost(SinkHarness.PATIENCE)
                    .until(() -> CLUSTER.admin()
                                    .createTopics(List.of(new NewTopic("lead-tasks", 2, (short) 1)))
                                    .all()
                                    .get()
                            == null);
            Awaitility.await("the sink to stop").atMost(SinkHarness.PATIENCE).until(() -> service.failure() != null);
            assertThat(service.failure())
                    .isInstanceOf(TopicRecreatedException.class)
                    .hasMessageContaining("lead-tasks was made anew");
            assertThat(sink.dump()).isEqualTo(before);
        }
    }

    private static <V extends SpecificRecord> void write(RandomFacts.Event<V> event) {
        Topic<V> topic = event.topic();
        CLUSTER.write(topic, event.key(), event.value());
    }
}
