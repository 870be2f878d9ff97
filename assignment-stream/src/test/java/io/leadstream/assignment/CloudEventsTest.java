// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import static io.leadstream.assignment.Sales.person;
import static io.leadstream.assignment.Sales.ready;
import static io.leadstream.assignment.Sales.roster;
import static io.leadstream.assignment.Sales.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** A decision is an event of its own, whatever headers its cause had, and the same one when it is made again. */
class CloudEventsTest {

    @Test
    void shouldBeCloudEventOfItsOwnWhenDecisionIsWritten() {
        TestRecord<String, LeadAssignment> decision = decide();

        assertThat(header(decision, "ce_id")).isEqualTo(decision.value().getAssignmentId());
        assertThat(header(decision, "ce_type")).isEqualTo("io.leadstream.LeadAssignment.v1");
        assertThat(header(decision, "ce_source")).isEqualTo("/leadstream/assignment-stream/lead-assignments");
        assertThat(header(decision, "ce_time"))
                .startsWith(decision.value().getDecidedAt().toString().substring(0, 19));
        assertThat(decision.headers().headers("ce_id")).hasSize(1);
    }

    @Test
    void shouldHaveTheSameIdWhenTheSameIsDecidedAgain() {
        assertThat(header(decide(), "ce_id")).isEqualTo(header(decide(), "ce_id"));
    }

    private static TestRecord<String, LeadAssignment> decide() {
        try (Flow flow = new Flow()) {
            TestOutputTopic<String, LeadAssignment> decisions = flow.harness.output(Topics.LEAD_ASSIGNMENTS);
            flow.publish(rules(1, "small"));
            flow.publish(roster(1, person("ada", "small")));
            flow.profile(ready("ann@example.com"));
            flow.tick();
            return decisions.readRecord();
        }
    }

    private static String header(TestRecord<?, ?> record, String key) {
        return new String(record.headers().lastHeader(key).value(), StandardCharsets.UTF_8);
    }
}
