// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.leadId;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What scoring says is an event of its own, whatever headers its cause had. */
class CloudEventsTest {

    private static final String ANN = "ann@example.org";

    @Test
    void shouldBeCloudEventOfItsOwnWhenScoringWritesIt() {
        try (ScoringHarness scoring = new ScoringHarness()) {
            scoring.send(Rules.shipped(1));
            scoring.send(capture("e1", ANN).setTitle("CTO").build());
            TestRecord<?, ?> score = scoring.scores.readRecord();
            TestRecord<?, ?> profile = scoring.profiles.readRecord();

            assertThat(header(score, "ce_id")).isEqualTo(leadId(ANN) + ":1");
            assertThat(header(score, "ce_type")).isEqualTo("io.leadstream.ScoreChanged.v1");
            assertThat(header(profile, "ce_id")).isEqualTo(leadId(ANN) + ":1");
            assertThat(header(profile, "ce_source")).isEqualTo("/leadstream/scoring-stream/lead-profiles");
            assertThat(score.headers().headers("ce_id")).hasSize(1);
        }
    }

    private static String header(TestRecord<?, ?> record, String key) {
        return new String(record.headers().lastHeader(key).value(), StandardCharsets.UTF_8);
    }
}
