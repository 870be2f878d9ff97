// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.Judged.Accepted;
import io.leadstream.capture.read.Judged.Refused;
import io.leadstream.domain.identity.EventIds;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lead that came by chat. Its {@code messages} become the custom field {@code transcript}; the capture itself
 * counts as the visitor's first message, each further one of the visitor's as an activity {@code chat_message}.
 */
public final class ChatReader {

    private static final int MAX_MESSAGES = 200;
    private static final int MAX_TEXT = 4_000;
    private static final int MAX_TRANSCRIPT = 16_384;

    private final LeadReader leads;

    public ChatReader(LeadReader leads) {
        this.leads = leads;
    }

    /** What somebody wrote. */
    private record Message(boolean ofVisitor, String text, EventTime time) {}

    /** Reads an event; {@code early} holds what its JSON was already refused for. */
    public Judged read(ObjectNode event, List<FieldError> early, Arrival arrival) {
        if (!early.isEmpty() || !event.has("messages")) {
            return leads.read(event, early, arrival);
        }
        List<FieldError> errors = new ArrayList<>();
        List<Message> messages = messages(event.get("messages"), errors, arrival);
        ObjectNode lead = event.deepCopy();
        lead.remove("messages");
        // The id must follow from all that was sent, so the messages count too.
        Arrival known =
                EventId.given(Fields.of(event, false, new ArrayList<>()), List.of("eventId", "messageId")) == null
                                && arrival.eventId() == null
                        ? Arrival.ofChat(arrival.receivedAt(), EventIds.ofContent("chat", CanonicalJson.of(event)))
                        : arrival;
        if (!lead.has("transcript") && !messages.isEmpty()) {
            lead.set("transcript", TextNode.valueOf(transcript(messages)));
        }
        Judged judged = leads.read(lead, List.of(), known);
        if (judged instanceof Refused refused) {
            errors.addAll(refused.errors());
        }
        if (!errors.isEmpty() || !(judged instanceof Accepted accepted)) {
            return new Refused(errors);
        }
        return new Accepted(accepted.id(), accepted.leadId(), withMessages(accepted, messages));
    }

    private static List<Message> messages(JsonNode given, List<FieldError> errors, Arrival arrival) {
        List<Message> messages = new ArrayList<>();
        if (!given.isArray() || given.size() > MAX_MESSAGES) {
            errors.add(new FieldError(
                    "messages", "wrong_type", "expected an array of at most " + MAX_MESSAGES + " messages"));
            return messages;
        }
        for (int i = 0; i < given.size(); i++) {
            Message message = message(given.get(i), i, errors, arrival);
            if (message != null) {
                messages.add(message);
            }
        }
        return messages;
    }

    private static @Nullable Message message(JsonNode given, int index, List<FieldError> errors, Arrival arrival) {
        ObjectNode node = given instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode().set("text", given);
        List<FieldError> own = new ArrayList<>();
        Fields fields = Fields.of(node, false, own);
        String text = fields.text("text", MAX_TEXT);
        String from = fields.text("from", 100);
        EventTime time = EventTime.read(fields, "occurredAt", arrival.receivedAt());
        own.forEach(e -> errors.add(new FieldError("messages[" + index + "]." + e.field(), e.code(), e.message())));
        boolean ofVisitor = from == null || from.equalsIgnoreCase("visitor");
        return text == null ? null : new Message(ofVisitor, text, time);
    }

    private static String transcript(List<Message> messages) {
        StringBuilder transcript = new StringBuilder();
        for (Message message : messages) {
            transcript
                    .append(message.ofVisitor() ? "visitor: " : "agent: ")
                    .append(message.text())
                    .append('\n');
        }
        int most = Math.min(MAX_TRANSCRIPT, transcript.length());
        // Never between the halves of a surrogate pair.
        boolean split = most < transcript.length() && Character.isHighSurrogate(transcript.charAt(most - 1));
        return transcript.substring(0, split ? most - 1 : most).strip();
    }

    private static List<Outgoing<?>> withMessages(Accepted accepted, List<Message> messages) {
        List<Outgoing<?>> records = new ArrayList<>(accepted.records());
        CapturedLead lead = (CapturedLead) accepted.records().get(0).value();
        int number = 0;
        for (Message message : messages) {
            if (!message.ofVisitor() || number++ == 0) {
                continue;
            }
            Activity activity = new Activity();
            activity.setEventId(EventIds.derived("chat_message", lead.getEventId(), String.valueOf(number)));
            activity.setType("chat_message");
            activity.setOccurredAt(message.time().occurredAt());
            activity.setReceivedAt(lead.getReceivedAt());
            activity.setClockClamped(message.time().clamped());
            activity.setLeadId(lead.getLeadId());
            activity.setEmail(lead.getEmail());
            activity.setPhone(lead.getPhone());
            activity.setSource(lead.getSource());
            activity.setProperties(
                    Map.of("text", TextNode.valueOf(message.text()).toString()));
            records.addAll(ActivityReader.records(activity));
        }
        return records;
    }
}
