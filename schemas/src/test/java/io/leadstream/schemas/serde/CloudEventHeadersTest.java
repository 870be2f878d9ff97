// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadAssessment;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.ImportRun;
import io.leadstream.schemas.capture.ImportStatus;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CloudEventHeadersTest {

    private static TopicSerdes serdes;

    static Stream<Topic<?>> topics() {
        return Topics.all().stream();
    }

    @BeforeAll
    static void open() {
        serdes = TopicSerdes.from(Map.of(SerdeConfig.REGISTRY_URL, "memory://cloud-events"));
    }

    @AfterAll
    static void close() {
        serdes.close();
    }

    private static <V extends SpecificRecord> Map<String, String> written(Topic<V> topic, V value, Headers headers) {
        assertThat(serdes.valueOf(topic).serializer().serialize(topic.name(), headers, value))
                .isNotNull();
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach(
                header -> assertThat(texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)))
                        .as("a second %s", header.key())
                        .isNull());
        return texts;
    }

    private static <V extends SpecificRecord> Map<String, String> written(Topic<V> topic, V value) {
        return written(topic, value, new RecordHeaders());
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void shouldBeCloudEventWhenFactIsWritten(Topic<V> topic) {
        Map<String, String> headers = written(topic, SampleRecords.of(topic.valueType()));

        assertThat(headers)
                .containsOnlyKeys("ce_id", "ce_type", "ce_source", "ce_specversion", "ce_time", "content-type")
                .containsEntry("ce_type", "io.leadstream." + topic.valueType().getSimpleName() + ".v1")
                .containsEntry("ce_source", "/leadstream/" + topic.writer().module() + "/" + topic.name())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("content-type", "application/avro");
        assertThat(headers.get("ce_id")).isNotBlank();
        assertThat(Instant.parse(headers.get("ce_time"))).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void shouldSayTheSameWhenFactIsWrittenAgain(Topic<V> topic) {
        Map<String, String> once = written(topic, SampleRecords.of(topic.valueType()));

        assertThat(written(topic, SampleRecords.of(topic.valueType()))).isEqualTo(once);
    }

    @Test
    void shouldTakeIdAndTimeOfTheFactWhenItHasThem() {
        LeadAssignment decision = SampleRecords.of(LeadAssignment.class);
        decision.setDecidedAt(Instant.parse("2026-11-20T12:34:56.007Z"));
        Activity activity = SampleRecords.of(Activity.class);
        ScoreChanged change = SampleRecords.of(ScoreChanged.class);
        Roster roster = SampleRecords.of(Roster.class);

        assertThat(written(Topics.LEAD_ASSIGNMENTS, decision))
                .containsEntry("ce_id", decision.getAssignmentId())
                .containsEntry("ce_time", "2026-11-20T12:34:56.007Z");
        assertThat(written(Topics.ACTIVITIES, activity))
                .containsEntry("ce_id", activity.getEventId())
                .containsEntry("ce_time", activity.getOccurredAt().toString());
        assertThat(written(Topics.LEAD_SCORES, change))
                .containsEntry("ce_id", change.getLeadId() + ":" + change.getSequence());
        assertThat(written(Topics.ROSTERS, roster)).containsEntry("ce_id", String.valueOf(roster.getVersion()));
    }

    @Test
    void shouldTellFactsApartWhenOneCommandMadeBoth() {
        LeadAssessment assessment = SampleRecords.of(LeadAssessment.class);
        CommandOutcome outcome = SampleRecords.of(CommandOutcome.class);
        outcome.setCommandId(assessment.getAssessmentId());

        assertThat(written(Topics.LEAD_ASSESSMENTS, assessment).get("ce_source"))
                .isNotEqualTo(written(Topics.COMMAND_OUTCOMES, outcome).get("ce_source"));
    }

    @Test
    void shouldHaveAnotherIdWhenRecordOfTheSameThingChanged() {
        ImportRun run = SampleRecords.of(ImportRun.class);
        String before = written(Topics.IMPORT_RUNS, run).get("ce_id");
        run.setStatus(ImportStatus.UNKNOWN);

        assertThat(written(Topics.IMPORT_RUNS, run).get("ce_id")).isNotEqualTo(before);
    }

    @Test
    void shouldReplaceHeadersWhenTheyCameFromTheCause() {
        Headers headers = new RecordHeaders();
        written(Topics.ACTIVITIES, SampleRecords.of(Activity.class), headers);
        headers.add("trace", new byte[] {1});
        ScoreChanged change = SampleRecords.of(ScoreChanged.class);

        assertThat(written(Topics.LEAD_SCORES, change, headers))
                .hasSize(7)
                .containsKey("trace")
                .containsEntry("ce_id", change.getLeadId() + ":" + change.getSequence())
                .containsEntry("ce_type", "io.leadstream.ScoreChanged.v1");
    }

    @Test
    void shouldAddNothingWhenThereIsNoValueOrNoWish() {
        Headers headers = new RecordHeaders();
        assertThat(serdes.valueOf(Topics.ACTIVITIES).serializer().serialize("activities", headers, null))
                .isNull();
        try (TopicSerdes plain = TopicSerdes.from(
                Map.of(SerdeConfig.REGISTRY_URL, "memory://cloud-events", SerdeConfig.CLOUD_EVENTS, "false"))) {
            plain.valueOf(Topics.ACTIVITIES)
                    .serializer()
                    .serialize("activities", headers, SampleRecords.of(Activity.class));
        }

        assertThat(headers).isEmpty();
    }

    @Test
    void shouldWriteTimeLikeTheClockWhenItIsAnyInstant() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochMilli(random.nextLong(-62_167_219_200_000L, 253_402_300_800_000L));
            String text = new String(EventTime.utf8(instant), StandardCharsets.US_ASCII);

            assertThat(text).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(Instant.parse(text)).isEqualTo(instant);
        }
        Instant far = Instant.ofEpochMilli(400_000_000_000_000L);
        assertThat(new String(EventTime.utf8(far), StandardCharsets.US_ASCII)).isEqualTo(far.toString());
    }
}
