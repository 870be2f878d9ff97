// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A rule's condition, as the tables keep it, in words. */
final class ConditionText {

    private ConditionText() {}

    static String of(JsonNode condition) {
        return switch (condition.path("kind").asText()) {
            case "all" -> joined(condition, " and ");
            case "any" -> joined(condition, " or ");
            case "not" -> "not " + part(condition.path("children").path(0));
            default -> test(condition);
        };
    }

    private static String joined(JsonNode condition, String word) {
        List<String> parts = new ArrayList<>();
        condition.path("children").forEach(child -> parts.add(part(child)));
        return String.join(word, parts);
    }

    private static String part(JsonNode condition) {
        return condition.path("children").isEmpty() ? of(condition) : "(" + of(condition) + ")";
    }

    private static String test(JsonNode test) {
        List<String> values = new ArrayList<>();
        test.path("values").forEach(value -> values.add(value.asText()));
        String text = (test.path("field").asText() + " "
                        + test.path("operator").asText().replace('_', ' ') + " " + String.join(", ", values))
                .strip();
        return test.path("where").isObject() ? text + " (where " + of(test.path("where")) + ")" : text;
    }
}
