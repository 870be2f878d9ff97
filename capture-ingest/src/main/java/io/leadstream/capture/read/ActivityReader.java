// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.Identities.Found;
import io.leadstream.capture.read.Judged.Accepted;
import io.leadstream.capture.read.Judged.Refused;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one thing that a person or visitor did. */
public final class ActivityReader {

    private static final List<String> ID_NAMES = List.of("eventId", "activityId", "messageId");

    private static final Set<String> KNOWN = Set.of(
            "eventId",
            "activityId",
            "messageId",
            "type",
            "occurredAt",
            "leadRef",
            "leadId",
            "email",
            "phone",
            "anonymousId",
            "source");

    private static final Pattern TYPE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}_.:/-]{0,99}");
    private static final Pattern NOT_OF_A_TYPE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_.:/-]+");
    private static final Pattern GAPS = Pattern.compile("\\s+");

    private final Identities identities;

    public ActivityReader(Identities identities) {
        this.identities = identities;
    }

    /** Reads an event; {@code early} holds what its JSON was already refused for. */
    public Judged read(ObjectNode event, List<FieldError> early, Arrival arrival) {
        List<FieldError> errors = new ArrayList<>(early);
        if (!errors.isEmpty()) {
            return new Refused(errors);
        }
        Fields fields = Fields.of(event, arrival.lenient(), errors);
        Fields reference = fields.object("leadRef");
        Fields who = reference == null ? fields : reference;
        Found found = identities.ofReference(who);
        String visitor = identities.visitor(who, found.leadId() != null);
        EventTime time = EventTime.read(fields, "occurredAt", arrival.receivedAt());
        String type = type(fields);
        Activity activity = new Activity();
        activity.setEventId(EventId.read(fields, ID_NAMES, arrival, "activity:" + arrival.source()));
        activity.setOccurredAt(time.occurredAt());
        activity.setReceivedAt(arrival.receivedAt());
        activity.setClockClamped(time.clamped());
        activity.setEmail(found.email());
        activity.setPhone(found.phone());
        activity.setAnonymousId(visitor);
        activity.setSource(LeadReader.source(fields, arrival));
        activity.setProperties(Extras.of(fields, "properties", KNOWN));
        activity.setImportId(arrival.importId());
        if (found.leadId() == null && visitor == null && !who.complainedOf("leadId", "email", "phone", "anonymousId")) {
            who.refuse("email", "identity_missing", "say who did it: leadId, email, phone or anonymousId");
        }
        if (!errors.isEmpty() || type == null) {
            return new Refused(errors);
        }
        activity.setType(type);
        if (found.leadId() != null) {
            activity.setLeadId(found.leadId().value());
        }
        List<Outgoing<?>> records = new ArrayList<>(records(activity));
        Links.of(activity, found.lesser()).forEach(records::add);
        return new Accepted(activity.getEventId(), activity.getLeadId(), records);
    }

    /** What a known person did goes to the lead; what a visitor did waits until the visitor is known. */
    static List<Outgoing<?>> records(Activity activity) {
        if (activity.getLeadId() == null) {
            return List.of(new Outgoing<>(Topics.VISITOR_ACTIVITIES, activity.getAnonymousId(), activity));
        }
        Outgoing<Activity> ofLead = new Outgoing<>(Topics.ACTIVITIES, activity.getLeadId(), activity);
        return activity.getAnonymousId() == null ? List.of(ofLead) : List.of(ofLead, Identified.of(activity));
    }

    private static @Nullable String type(Fields fields) {
        String raw = fields.text("type", 200);
        if (raw == null) {
            if (fields.raw("type") == null || fields.raw("type").isTextual()) {
                fields.refuse("type", "missing", "say what happened, such as page_viewed");
            }
            return null;
        }
        String type = canonicalType(raw);
        if (!TYPE.matcher(type).matches()) {
            fields.refuse("type", "type_invalid", "a type has 1 to 100 letters, digits and _ . : / -");
            return null;
        }
        return type;
    }

    /** "Page viewed" and "page_viewed" are one type: rules compare without case, counts are kept by name. */
    static String canonicalType(String raw) {
        return GAPS.matcher(raw.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** An activity's type out of any words, such as "Had a Phone Conversation"; at most 100 characters. */
    public static String typeOfWords(String words) {
        String type = NOT_OF_A_TYPE.matcher(canonicalType(words)).replaceAll("_");
        return type.substring(0, Math.min(100, type.length()));
    }
}
