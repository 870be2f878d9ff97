// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.LeadCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventTimestampExtractorTest {

    private static final Instant RECEIVED = Instant.parse("2026-01-05T09:00:00Z");
    private static final long STAMP = 1_000;
    private static final long PARTITION_TIME = 2_000;

    private final EventTimestampExtractor extractor = new EventTimestampExtractor();

    @Test
    void shouldTakeWhenItHappenedWhenTheValueTells() {
        assertThat(at(RECEIVED.minus(Duration.ofDays(900)))).isEqualTo(RECEIVED.minus(Duration.ofDays(900)));
        assertThat(at(RECEIVED.plus(Duration.ofMinutes(5)))).isEqualTo(RECEIVED.plus(Duration.ofMinutes(5)));
    }

    @Test
    void shouldTakeTheArrivalWhenTheEventLiesInTheFuture() {
        assertThat(at(RECEIVED.plus(Duration.ofMinutes(5)).plusMillis(1))).isEqualTo(RECEIVED);
        assertThat(at(Instant.parse("3000-01-01T00:00:00Z"))).isEqualTo(RECEIVED);
    }

    @Test
    void shouldTakeTheArrivalWhenTheValueHasNoOtherTime() {
        LeadCommand command = LeadCommand.newBuilder()
                .setCommandId("c")
                .setLeadId("l")
                .setIssuedBy("r")
                .setReceivedAt(RECEIVED)
                .setOrder(new AcceptLead(1))
                .build();
        assertThat(extractor.extract(record(command, STAMP), PARTITION_TIME)).isEqualTo(RECEIVED.toEpochMilli());
    }

    @Test
    void shouldTakeTheRecordsTimeWhenTheValueHasNone() {
        assertThat(extractor.extract(record("text", STAMP), PARTITION_TIME)).isEqualTo(STAMP);
        assertThat(extractor.extract(record("text", -1), PARTITION_TIME)).isEqualTo(PARTITION_TIME);
        assertThat(extractor.extract(record("text", -1), -1)).isZero();
    }

    private Instant at(Instant occurred) {
        Activity activity = Activity.newBuilder()
                .setEventId("e")
                .setType("call")
                .setOccurredAt(occurred)
                .setReceivedAt(RECEIVED)
                .setSource("api")
                .build();
        return Instant.ofEpochMilli(extractor.extract(record(activity, STAMP), PARTITION_TIME));
    }

    private static ConsumerRecord<Object, Object> record(Object value, long timestamp) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                1,
                1,
                "key",
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
