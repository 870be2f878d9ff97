// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** One text for all JSON that means the same: keys sorted, no white space, numbers without needless zeros. */
final class CanonicalJson {

    private CanonicalJson() {}

    static String of(JsonNode node) {
        StringBuilder out = new StringBuilder(256);
        append(node, out);
        return out.toString();
    }

    private static void append(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            char before = '{';
            for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
                if (!field.getValue().isNull()) {
                    out.append(before).append(quoted(field.getKey())).append(':');
                    append(field.getValue(), out);
                    before = ',';
                }
            }
            out.append(before == '{' ? "{}" : "}");
        } else if (node.isArray()) {
            out.append('[');
            for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
                append(elements.next(), out);
                out.append(elements.hasNext() ? "," : "");
            }
            out.append(']');
        } else if (node.isNumber()) {
            out.append(node.decimalValue().stripTrailingZeros());
        } else {
            out.append(node);
        }
    }

    private static String quoted(String name) {
        return TextNode.valueOf(name).toString();
    }
}
