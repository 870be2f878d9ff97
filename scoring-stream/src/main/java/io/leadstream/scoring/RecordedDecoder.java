// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.scoring.RecordedActivities.Recorded;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Decodes the records of the topics that leads are scored from. Shared among threads. */
final class RecordedDecoder {

    private final Map<String, Deserializer<? extends SpecificRecord>> decoders;

    RecordedDecoder(TopicSerdes serdes) {
        decoders = Map.of(
                Topics.CAPTURED_LEADS.name(),
                serdes.valueOf(Topics.CAPTURED_LEADS).deserializer(),
                Topics.ACTIVITIES.name(),
                serdes.valueOf(Topics.ACTIVITIES).deserializer(),
                Topics.IDENTIFIED_ACTIVITIES.name(),
                serdes.valueOf(Topics.IDENTIFIED_ACTIVITIES).deserializer());
    }

    /** What somebody did; null when the record says nothing of the kind, as the stream has found before. */
    @Nullable
    Recorded decode(ConsumerRecord<String, byte[]> record) {
        Deserializer<? extends SpecificRecord> decoder = decoders.get(record.topic());
        if (decoder == null || record.key() == null || record.value() == null) {
            return null;
        }
        try {
            return of(
                    record.topic(), record.offset(), record.key(), decoder.deserialize(record.topic(), record.value()));
        } catch (SerializationException e) {
            // It was set aside when it came, and counted for nothing.
            return null;
        }
    }

    /** The activity that a record of a topic is; null when it is none. */
    static @Nullable Recorded of(String topic, long offset, String leadId, @Nullable SpecificRecord value) {
        if (value instanceof Activity activity) {
            return new Recorded(
                    offset,
                    leadId,
                    activity.getEventId(),
                    activity.getType(),
                    activity.getOccurredAt().toEpochMilli(),
                    activity.getReceivedAt().toEpochMilli(),
                    activity.getProperties(),
                    topic.equals(Topics.IDENTIFIED_ACTIVITIES.name()) ? activity.getAnonymousId() : null);
        }
        String type = value instanceof CapturedLead capture ? LeadScoring.activityOf(capture) : null;
        if (type == null || !(value instanceof CapturedLead capture)) {
            return null;
        }
        return new Recorded(
                offset,
                leadId,
                capture.getEventId(),
                type,
                capture.getOccurredAt().toEpochMilli(),
                capture.getReceivedAt().toEpochMilli(),
                Map.of(),
                null);
    }
}
