// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import io.leadstream.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The headers that make a record of one topic a CloudEvent in binary mode (Kafka protocol binding 1.0). All but id and
 * time are the same for each record of a topic. Everything follows from the record, so a replay repeats it. Thread-safe.
 *
 * <p>{@code ce_source} names the writing module and the topic, within which {@code ce_id} is unique: the record's own id,
 * the lead and its running number, or, for a record that has neither, a name-based UUID of its bytes.
 */
public final class CloudEventHeaders<V extends SpecificRecord> {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /** What the data are, behind the five bytes of Confluent's format. */
    public static final String AVRO = "application/avro";

    private static final Header VERSION_1 = header(SPEC_VERSION, "1.0");
    private static final Header AVRO_DATA = header(CONTENT_TYPE, AVRO);

    /** Records that are known by more than their first field, or by another one. */
    private static final Map<String, List<String>> IDENTITY = Map.of(
            "LeadProfile", List.of("leadId", "version"),
            "LeadCommand", List.of("leadId", "commandId"),
            "CommandOutcome", List.of("leadId", "commandId", "accepted"),
            "LeadAssessment", List.of("leadId", "assessmentId"),
            "StaffCommand", List.of("representativeId", "commandId"),
            "StaffChange", List.of("representativeId", "commandId"),
            "ScoreChanged", List.of("leadId", "sequence"),
            "ScoringRuleSet", List.of("version"),
            "AssignmentRuleSet", List.of("version"),
            "Roster", List.of("version"));

    /** When a fact happened: the first of these that a record has. */
    private static final List<String> TIMES = List.of(
            "occurredAt",
            "decidedAt",
            "convertedAt",
            "at",
            "publishedAt",
            "updatedAt",
            "createdAt",
            "rejectedAt",
            "finishedAt",
            "startedAt",
            "receivedAt");

    private final Header type;
    private final Header source;
    private final int[] identity;
    private final int[] times;

    private CloudEventHeaders(Header type, Header source, int[] identity, int[] times) {
        this.type = type;
        this.source = source;
        this.identity = identity;
        this.times = times;
    }

    /** The headers of a topic's records. */
    public static <V extends SpecificRecord> CloudEventHeaders<V> of(Topic<V> topic) {
        Schema schema = topic.schema();
        return new CloudEventHeaders<>(
                header(TYPE, typeOf(topic)),
                header(SOURCE, sourceOf(topic)),
                positions(schema, identityOf(topic, schema)),
                positions(schema, timesOf(schema)));
    }

    /** What {@code ce_type} says in records of the topic. */
    public static String typeOf(Topic<?> topic) {
        return "io.leadstream." + topic.valueType().getSimpleName() + ".v1";
    }

    /** What {@code ce_source} says in records of the topic. */
    public static String sourceOf(Topic<?> topic) {
        return "/leadstream/" + topic.writer().module() + "/" + topic.name();
    }

    /** Adds the headers in place of those that came with what caused the record. */
    void stamp(Headers headers, V value, byte[] encoded) {
        if (headers.lastHeader(ID) != null) {
            headers.remove(ID)
                    .remove(TYPE)
                    .remove(SOURCE)
                    .remove(SPEC_VERSION)
                    .remove(TIME)
                    .remove(CONTENT_TYPE);
        }
        headers.add(new RecordHeader(ID, id(value, encoded)))
                .add(type)
                .add(source)
                .add(VERSION_1);
        Instant time = time(value);
        if (time != null) {
            headers.add(new RecordHeader(TIME, EventTime.utf8(time)));
        }
        headers.add(AVRO_DATA);
    }

    private byte[] id(V value, byte[] encoded) {
        String id =
                switch (identity.length) {
                    case 0 -> UUID.nameUUIDFromBytes(encoded).toString();
                    case 1 -> value.get(identity[0]).toString();
                    default ->
                        IntStream.of(identity)
                                .mapToObj(position -> String.valueOf(value.get(position)))
                                .collect(Collectors.joining(":"));
                };
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable Instant time(V value) {
        for (int position : times) {
            if (value.get(position) instanceof Instant time) {
                return time;
            }
        }
        return null;
    }

    /** A record that is never replaced begins with its id; one that begins with the lead or the key alone has none. */
    private static List<String> identityOf(Topic<?> topic, Schema schema) {
        List<String> known = IDENTITY.get(schema.getName());
        if (known != null) {
            return known;
        }
        Schema.Field first = schema.getFields().get(0);
        boolean own = topic.cleanup() == Topic.Cleanup.KEEP
                && first.schema().getType() == Schema.Type.STRING
                && first.name().endsWith("Id")
                && !first.name().equals("leadId");
        return own ? List.of(first.name()) : List.of();
    }

    private static List<String> timesOf(Schema schema) {
        List<String> found = new ArrayList<>();
        for (String name : TIMES) {
            Schema.Field field = schema.getField(name);
            if (field != null && isTime(field.schema())) {
                found.add(name);
            }
        }
        return found;
    }

    private static boolean isTime(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                ? schema.getTypes().stream().anyMatch(CloudEventHeaders::isTime)
                : schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }

    private static int[] positions(Schema schema, List<String> names) {
        return names.stream().mapToInt(name -> schema.getField(name).pos()).toArray();
    }

    private static Header header(String key, String value) {
        return new RecordHeader(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
