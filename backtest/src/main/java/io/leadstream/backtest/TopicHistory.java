// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.serde.RegistryException;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The past as the topics hold it, up to their ends when reading starts. The topics of events are spread alike, so one
 * partition of each is read and handed over at a time: memory holds one partition's events, and those of leads that
 * became part of another, wherever they lie, but not all.
 */
public final class TopicHistory implements History, AutoCloseable {

    private static final List<Topic<? extends SpecificRecord>> EVENTS = List.of(
            Topics.CAPTURED_LEADS,
            Topics.ACTIVITIES,
            Topics.IDENTIFIED_ACTIVITIES,
            Topics.LEAD_COMMANDS,
            Topics.COMMAND_OUTCOMES);

    private final BoundedReader reader;
    private final TopicSerdes serdes;
    private final Span span;
    private final @Nullable OutcomeField outcomeField;
    private final Instant now;
    private long unreadable;

    /**
     * A history of topics.
     *
     * @param client settings of a Kafka consumer
     * @param outcomeField the custom field that tells of the outcome; null: a recorded conversion does
     * @param now leads stand as the stream has them at this time, or at the end of the span if that comes before
     */
    public TopicHistory(
            Map<String, Object> client,
            TopicSerdes serdes,
            Span span,
            @Nullable OutcomeField outcomeField,
            Instant now) {
        this.now = now;
        this.reader = new BoundedReader(client);
        this.serdes = serdes;
        this.span = span;
        this.outcomeField = outcomeField;
    }

    @Override
    public String origin() {
        return "topics of " + reader.servers();
    }

    @Override
    public String outcome() {
        return outcomeField == null ? "converted" : outcomeField.toString();
    }

    @Override
    public Instant standsAt() {
        Instant end = span.to();
        return end == null || end.isAfter(now) ? now : end;
    }

    @Override
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void read(Consumer<LeadHistory> leads) {
        unreadable = 0;
        Map<TopicPartition, Long> ends = new HashMap<>();
        int partitions = 0;
        for (Topic<?> topic : EVENTS) {
            ends.putAll(reader.ends(topic.name()));
            partitions = Math.max(partitions, reader.partitions(topic.name()));
        }
        Map<String, Instant> conversions = outcomeField == null ? conversions() : Map.of();
        MergedIds merged = links();
        Map<String, List<HistoryEvent>> aside = new LinkedHashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            Map<String, List<HistoryEvent>> events = events(partition, ends);
            events.forEach((leadId, recorded) -> {
                if (merged.concerns(leadId)) {
                    aside.computeIfAbsent(merged.endOf(leadId), unseen -> new ArrayList<>())
                            .addAll(recorded);
                } else {
                    hand(leadId, recorded, conversions, Map.of(), leads);
                }
            });
        }
        aside.forEach((leadId, recorded) -> hand(leadId, recorded, conversions, merged.linksTo(leadId), leads));
    }

    private Map<String, List<HistoryEvent>> events(int partition, Map<TopicPartition, Long> ends) {
        Map<String, List<HistoryEvent>> events = new LinkedHashMap<>();
        for (Topic<? extends SpecificRecord> topic : EVENTS) {
            each(topic, List.of(new TopicPartition(topic.name(), partition)), ends, (leadId, record) -> {
                HistoryEvent event = HistoryEvent.ofAny(record, topic.equals(Topics.IDENTIFIED_ACTIVITIES));
                if (event != null && span.holds(event.occurredAt())) {
                    events.computeIfAbsent(leadId, unseen -> new ArrayList<>()).add(event);
                }
            });
        }
        return events;
    }

    private void hand(
            String leadId,
            List<HistoryEvent> recorded,
            Map<String, Instant> conversions,
            Map<String, String> links,
            Consumer<LeadHistory> leads) {
        if (recorded.stream().anyMatch(HistoryEvent::ofTheLead)) {
            Instant wonAt = Stream.concat(Stream.of(leadId), links.keySet().stream())
                    .map(conversions::get)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            boolean won = outcomeField == null ? wonAt != null : outcomeField.won(recorded);
            leads.accept(LeadHistory.of(leadId, recorded, won, wonAt, links));
        }
    }

    private MergedIds links() {
        var merged = new MergedIds();
        Map<TopicPartition, Long> ends = reader.ends(Topics.LEAD_LINKS.name());
        each(Topics.LEAD_LINKS, List.copyOf(ends.keySet()), ends, (leadId, record) -> {
            LeadLink link = (LeadLink) record;
            merged.link(
                    leadId,
                    link.getIntoLeadId(),
                    span.to() == null || link.getOccurredAt().isBefore(span.to()));
        });
        return merged;
    }

    private Map<String, Instant> conversions() {
        Map<String, Instant> conversions = new HashMap<>();
        Map<TopicPartition, Long> ends = reader.ends(Topics.LEAD_CONVERSIONS.name());
        each(Topics.LEAD_CONVERSIONS, List.copyOf(ends.keySet()), ends, (leadId, record) -> {
            LeadConverted conversion = (LeadConverted) record;
            conversions.merge(leadId, conversion.getConvertedAt(), (a, b) -> a.isBefore(b) ? a : b);
        });
        return conversions;
    }

    private <V extends SpecificRecord> void each(
            Topic<V> topic,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            BiConsumer<String, SpecificRecord> taker) {
        Deserializer<V> deserializer = serdes.valueOf(topic).deserializer();
        reader.read(partitions, ends, record -> {
            if (record.value() == null) {
                return;
            }
            V value = record.key() == null ? null : decoded(deserializer, topic, record.value());
            if (value == null) {
                unreadable++;
            } else {
                taker.accept(record.key(), value);
            }
        });
    }

    /** Null when the record is at fault: the stream has set it aside when it came, and so it counts for nothing here. */
    private static <V extends SpecificRecord> @Nullable V decoded(
            Deserializer<V> deserializer, Topic<V> topic, byte[] bytes) {
        try {
            return deserializer.deserialize(topic.name(), bytes);
        } catch (RegistryException e) {
            if (e.retriable()) {
                throw e;
            }
            return null;
        } catch (SerializationException | AvroRuntimeException e) {
            return null;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
