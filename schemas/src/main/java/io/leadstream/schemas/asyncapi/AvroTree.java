// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.asyncapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** An Avro schema as it is written down, without what only Java's generated classes need. */
final class AvroTree {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JAVA_STRING = "avro.java.string";

    private AvroTree() {}

    static JsonNode of(Schema schema) {
        try {
            return plain(MAPPER.readTree(schema.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is no JSON", e);
        }
    }

    private static JsonNode plain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            boolean text = object.remove(JAVA_STRING) != null;
            if (text && object.size() == 1) {
                return object.get("type");
            }
            object.properties().forEach(field -> field.setValue(plain(field.getValue())));
        } else {
            for (int i = 0; i < node.size(); i++) {
                ((ArrayNode) node).set(i, plain(node.get(i)));
            }
        }
        return node;
    }
}
