// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.Operator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A condition over properties as one line of text. The order of what is combined or listed makes no difference. */
final class ConditionText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    private ConditionText() {}

    /**
     * The text; two conditions with the same text hold for the same properties.
     *
     * @throws IllegalArgumentException when the condition can't be compiled either
     */
    static String of(Condition condition) {
        return switch (condition.getKind()) {
            case TEST -> test(condition);
            case ALL -> combined("all", condition.getChildren());
            case ANY -> combined("any", condition.getChildren());
            case NOT ->
                "not("
                        + condition.getChildren().stream()
                                .map(ConditionText::of)
                                .collect(Collectors.joining(", "))
                        + ")";
            case UNKNOWN -> throw new IllegalArgumentException("a condition of unknown kind");
        };
    }

    private static String combined(String word, List<Condition> children) {
        List<String> parts =
                children.stream().map(ConditionText::of).sorted().distinct().toList();
        return parts.size() == 1 ? parts.get(0) : word + "(" + String.join(", ", parts) + ")";
    }

    private static String test(Condition test) {
        Operator operator = test.getOperator();
        String field = test.getField();
        if (operator == null || field == null) {
            throw new IllegalArgumentException("a test without field or operator");
        }
        boolean listed = operator == Operator.IN || operator == Operator.NOT_IN;
        Stream<String> values = test.getValues().stream().map(ConditionText::quoted);
        return Stream.concat(
                        Stream.of(
                                PLAIN.matcher(field).matches() ? field : quoted(field),
                                operator.name().toLowerCase(Locale.ROOT)),
                        listed ? values.sorted().distinct() : values)
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
