// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.notifier.deliver.Notification;
import io.leadstream.schemas.serde.CloudEventHeaders;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A notification as a CloudEvent in structured mode. Everything follows from the record, so each attempt sends the same
 * bytes. Fields of the record keep their names; those that are absent are left out, times are ISO 8601.
 */
final class EventJson {

    static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EventJson() {}

    static byte[] of(Notification notification) {
        ObjectNode event = NODES.objectNode()
                .put("specversion", "1.0")
                .put("id", notification.id())
                .put("source", CloudEventHeaders.sourceOf(notification.topic()))
                .put("type", CloudEventHeaders.typeOf(notification.topic()))
                .put("subject", notification.leadId())
                .put("time", notification.at().toString())
                .put("datacontenttype", "application/json");
        event.set("data", object(notification.fact()));
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static ObjectNode object(SpecificRecord source) {
        ObjectNode object = NODES.objectNode();
        for (Schema.Field field : source.getSchema().getFields()) {
            Object value = source.get(field.pos());
            if (value != null) {
                object.set(field.name(), node(value));
            }
        }
        return object;
    }

    private static JsonNode node(@Nullable Object value) {
        if (value instanceof SpecificRecord nested) {
            return object(nested);
        }
        if (value instanceof Collection<?> many) {
            ArrayNode array = NODES.arrayNode();
            many.forEach(one -> array.add(node(one)));
            return array;
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        // Text, enums by their symbol, instants in ISO 8601.
        return NODES.textNode(String.valueOf(value));
    }
}
