// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.asyncapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.schemas.serde.CloudEventHeaders;
import io.leadstream.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * The catalogue as an AsyncAPI 3.0 document: a channel for each topic, an operation for its one writer, a message with the
 * headers of its CloudEvents, and the Avro schema of each value. The same catalogue always gives the same document.
 */
public final class AsyncApi {

    private static final String KAFKA_BINDING = "0.5.0";
    private static final String AVRO_FORMAT = "application/vnd.apache.avro;version=1.9.0";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AsyncApi() {}

    /** Describes topics, in their order. */
    public static ObjectNode of(List<Topic<?>> topics) {
        ObjectNode document = JSON.objectNode();
        document.put("asyncapi", "3.0.0");
        document.set("info", info());
        document.put("defaultContentType", CloudEventHeaders.AVRO);
        document.set("servers", servers());
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        Map<String, Schema> records = new TreeMap<>();
        for (Topic<?> topic : topics) {
            channels.set(topic.name(), channel(topic));
            operations.set("write-" + topic.name(), operation(topic));
            messages.set(topic.name(), message(topic));
            records.put(topic.valueType().getSimpleName(), topic.schema());
        }
        ObjectNode schemas = components.putObject("schemas");
        schemas.set("CloudEvent", cloudEvent());
        records.forEach((name, schema) -> schemas.set(
                name, JSON.objectNode().put("schemaFormat", AVRO_FORMAT).set("schema", AvroTree.of(schema))));
        return document;
    }

    private static ObjectNode info() {
        ObjectNode info = JSON.objectNode();
        info.put("title", "leadstream topics");
        info.put("version", "1.0.0");
        info.put("description", """
                Every public topic. Keys are plain UTF-8 text. Values are Avro in Confluent's wire format (a zero byte, the \
                schema's id in four bytes, Avro binary); their schemas are in the registry under <topic>-value. Each record \
                is a CloudEvent in binary mode. Read with isolation.level=read_committed. A record without a value is a \
                tombstone and has no headers.""");
        info.set(
                "license",
                JSON.objectNode()
                        .put("name", "Apache-2.0")
                        .put("url", "https://www.apache.org/licenses/LICENSE-2.0.txt"));
        return info;
    }

    private static ObjectNode servers() {
        ObjectNode kafka = JSON.objectNode();
        kafka.put("schemaRegistryUrl", "http://localhost:8081");
        kafka.put("schemaRegistryVendor", "confluent");
        ObjectNode local = JSON.objectNode();
        local.put("host", "localhost:9092");
        local.put("protocol", "kafka");
        local.put("description", "What ./leadstream up starts, as long as the ports are free; it prints the address.");
        local.set("bindings", bindings(kafka));
        return JSON.objectNode().set("local", local);
    }

    private static ObjectNode channel(Topic<?> topic) {
        ObjectNode channel = JSON.objectNode();
        channel.put("address", topic.name());
        channel.put("description", topic.purpose());
        channel.putObject("messages")
                .set(topic.valueType().getSimpleName(), reference("/components/messages/" + topic.name()));
        ObjectNode kafka = JSON.objectNode();
        if (topic.spread() == Topic.Spread.SINGLE) {
            kafka.put("partitions", 1);
        }
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        if (topic.cleanup() == Topic.Cleanup.COMPACT) {
            configuration.putArray("cleanup.policy").add("compact");
        } else {
            configuration.putArray("cleanup.policy").add("delete");
            configuration.put("retention.ms", -1);
        }
        channel.set("bindings", bindings(kafka));
        return channel;
    }

    private static ObjectNode operation(Topic<?> topic) {
        ObjectNode operation = JSON.objectNode();
        operation.put("action", "send");
        operation.put("summary", "Written by " + topic.writer().module() + " alone.");
        operation.set("channel", reference("/channels/" + topic.name()));
        operation
                .putArray("tags")
                .add(JSON.objectNode().put("name", topic.writer().module()));
        operation
                .putArray("messages")
                .add(reference("/channels/" + topic.name() + "/messages/"
                        + topic.valueType().getSimpleName()));
        return operation;
    }

    private static ObjectNode message(Topic<?> topic) {
        ObjectNode message = JSON.objectNode();
        message.put("name", topic.valueType().getSimpleName());
        message.put("title", topic.valueType().getSimpleName() + " in " + topic.name());
        message.put("summary", String.valueOf(topic.schema().getDoc()));
        message.put("contentType", CloudEventHeaders.AVRO);
        ObjectNode own = JSON.objectNode();
        ObjectNode properties = own.putObject("properties");
        properties.putObject(CloudEventHeaders.TYPE).put("const", CloudEventHeaders.typeOf(topic));
        properties.putObject(CloudEventHeaders.SOURCE).put("const", CloudEventHeaders.sourceOf(topic));
        message.putObject("headers")
                .putArray("allOf")
                .add(reference("/components/schemas/CloudEvent"))
                .add(own);
        message.set(
                "payload", reference("/components/schemas/" + topic.valueType().getSimpleName()));
        ObjectNode kafka = JSON.objectNode();
        kafka.putObject("key").put("type", "string").put("description", topic.key());
        kafka.put("schemaIdLocation", "payload");
        kafka.put("schemaIdPayloadEncoding", "confluent");
        kafka.put("schemaLookupStrategy", "TopicNameStrategy");
        message.set("bindings", bindings(kafka));
        return message;
    }

    private static ObjectNode cloudEvent() {
        ObjectNode headers = JSON.objectNode();
        headers.put("type", "object");
        headers.put("description", "Headers of a CloudEvent in binary mode, as UTF-8 text.");
        headers.putArray("required")
                .add(CloudEventHeaders.ID)
                .add(CloudEventHeaders.TYPE)
                .add(CloudEventHeaders.SOURCE)
                .add(CloudEventHeaders.SPEC_VERSION);
        ObjectNode properties = headers.putObject("properties");
        text(properties, CloudEventHeaders.ID, "Names the fact within its source; a replay repeats it.");
        text(properties, CloudEventHeaders.TYPE, "io.leadstream, the record's name, v1.");
        text(properties, CloudEventHeaders.SOURCE, "The writing module and the topic.");
        text(properties, CloudEventHeaders.SPEC_VERSION, "Version of CloudEvents.")
                .put("const", "1.0");
        text(properties, CloudEventHeaders.TIME, "When it happened, in UTC.").put("format", "date-time");
        text(properties, CloudEventHeaders.CONTENT_TYPE, "What the value is, behind the schema's id.")
                .put("const", CloudEventHeaders.AVRO);
        return headers;
    }

    private static ObjectNode text(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
    }

    private static ObjectNode bindings(ObjectNode kafka) {
        return JSON.objectNode().set("kafka", kafka.put("bindingVersion", KAFKA_BINDING));
    }

    private static ObjectNode reference(String path) {
        return JSON.objectNode().put("$ref", "#" + path);
    }
}
