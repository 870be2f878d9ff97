// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestkitIT {

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    @Test
    void shouldReadWhatWasWrittenWhenTyped() throws Exception {
        CLUSTER.admin()
                .createTopics(List.of(new NewTopic(Topics.ACTIVITIES.name(), Optional.of(2), Optional.empty())))
                .all()
                .get();
        Activity activity =
                Fixtures.activity("e1", "ann@example.com", "page_viewed").build();

        CLUSTER.write(Topics.ACTIVITIES, activity.getLeadId(), activity);

        assertThat(CLUSTER.await(Topics.ACTIVITIES, 1)).singleElement().satisfies(found -> assertThat(found.value())
                .isEqualTo(activity));
    }

    @Test
    void shouldKeepTestsApartWhenTheBrokerIsShared() {
        String one = TestCluster.shared().newTopic("same", 1);
        String other = TestCluster.shared().newTopic("same", 1);

        TestCluster.shared().write(one, "key", "value".getBytes(StandardCharsets.UTF_8));

        assertThat(TestCluster.shared().awaitBytes(one, 1)).hasSize(1);
        assertThat(TestCluster.shared().readBytes(other)).isEmpty();
    }

    @Test
    void shouldGiveAnEmptyDatabaseWhenFresh() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (Connection connection = TestDatabase.fresh().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table leads (name text)");
                try (ResultSet rows = statement.executeQuery("select count(*) from leads")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isZero();
                }
            }
        }
    }
}
