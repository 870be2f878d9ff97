// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharingIT {

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void shouldShareAndHandOverWhenInstancesComeAndGo(String protocol) throws Exception {
        String prefix = protocol + "-";
        try (SinkHarness sink = new SinkHarness(CLUSTER, TestDatabase.fresh().jdbcUrl())) {
            sink.with(SinkSettings.THREADS, 1)
                    .with(SinkSettings.BATCH_RECORDS, 50)
                    .with(SinkSettings.GROUP_PROTOCOL, protocol);
            sink.migrateAndCountAttempts();
            SinkService first = sink.start();
            sink.writeActivities(prefix + "a", 1000);
            SinkService second = sink.start();
            sink.writeActivities(prefix + "b", 1000);
            Awaitility.await("both to have partitions")
                    .atMost(SinkHarness.PATIENCE)
                    .until(() -> membersWithActivities().size() == 2);
            sink.writeActivities(prefix + "c", 1000);
            sink.awaitCaughtUp();
            first.close();
            sink.writeActivities(prefix + "d", 1000);
            sink.awaitCaughtUp();

            assertThat(second.failure()).isNull();
            for (String part : List.of("a", "b", "c", "d")) {
                assertThat(sink.count("activities where event_id like '" + prefix + part + "%'"))
                        .isEqualTo(1000);
                assertThat(sink.count("applied where event_id like '" + prefix + part + "%'"))
                        .isEqualTo(1000);
            }
        }
    }

    /** Members that have a partition of the activities. */
    private static Set<String> membersWithActivities() throws Exception {
        ConsumerGroupDescription group = CLUSTER.admin()
                .describeConsumerGroups(List.of("conversion-sink"))
                .all()
                .get()
                .get("conversion-sink");
        return Objects.requireNonNull(group).members().stream()
                .filter(member -> member.assignment().topicPartitions().stream()
                        .map(TopicPartition::topic)
                        .anyMatch("activities"::equals))
                .map(MemberDescription::consumerId)
                .collect(Collectors.toSet());
    }
}
