// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event. Reading one gives its value, or null when it is absent, null or blank; what has the wrong
 * type or size is noted as an error with the fix and reads as null.
 */
final class Fields {

    private static final long MOST = 1_000_000_000_000_000L;

    private final ObjectNode node;
    private final String prefix;
    private final boolean lenient;
    private final List<FieldError> errors;

    private Fields(ObjectNode node, String prefix, boolean lenient, List<FieldError> errors) {
        this.node = node;
        this.prefix = prefix;
        this.lenient = lenient;
        this.errors = errors;
    }

    /**
     * Fields of an event.
     *
     * @param lenient true where every value comes as text (forms, files), so that "1,200" and "yes" are understood
     */
    static Fields of(ObjectNode node, boolean lenient, List<FieldError> errors) {
        return new Fields(node, "", lenient, errors);
    }

    ObjectNode node() {
        return node;
    }

    boolean lenient() {
        return lenient;
    }

    /** The value as it came, or null when it is absent or JSON's null. */
    @Nullable
    JsonNode raw(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Text without white space around it. */
    @Nullable
    String text(String name, int maxChars) {
        JsonNode value = raw(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            wrongType(name, value, "text in quotes");
            return null;
        }
        return checked(name, value.textValue().strip(), maxChars);
    }

    /** A whole number from 0 up. */
    @Nullable
    Long count(String name) {
        JsonNode value = raw(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual() && lenient) {
            return value.textValue().isBlank()
                    ? null
                    : Numbers.count(value.textValue(), MOST, problem -> refuse(name, "number_invalid", problem));
        }
        if (!value.isNumber()) {
            wrongType(name, value, "a whole number without quotes");
            return null;
        }
        return Numbers.count(value.decimalValue(), MOST, problem -> refuse(name, "number_invalid", problem));
    }

    /** Yes or no. */
    @Nullable
    Boolean flag(String name) {
        JsonNode value = raw(name);
        if (value == null) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (!lenient || !value.isTextual()) {
            wrongType(name, value, "true or false without quotes");
            return null;
        }
        return switch (value.textValue().strip().toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "true", "yes", "y", "on", "1", "checked" -> true;
            case "false", "no", "n", "off", "0" -> false;
            default -> {
                refuse(name, "flag_invalid", "expected yes or no, true or false, on or off, 1 or 0");
                yield null;
            }
        };
    }

    /** Labels, each once; text from a form or file is cut at commas and semicolons. */
    List<String> labels(String name, int most, int maxChars) {
        JsonNode value = raw(name);
        if (value == null) {
            return List.of();
        }
        List<String> given = new ArrayList<>();
        if (value.isTextual() && lenient) {
            Collections.addAll(given, value.textValue().split("[,;]", -1));
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                if (!element.isTextual()) {
                    wrongType(name, element, "an array of texts");
                    return List.of();
                }
                given.add(element.textValue());
            }
        } else {
            wrongType(name, value, "an array of texts");
            return List.of();
        }
        Set<String> labels = new LinkedHashSet<>();
        for (String label : given) {
            String text = checked(name, label.strip(), maxChars);
            if (text != null) {
                labels.add(text);
            }
        }
        if (labels.size() > most) {
            refuse(name, "too_many", "at most " + most + " of them");
            return List.of();
        }
        return List.copyOf(labels);
    }

    /** The fields of an object within this one, or null when it is absent. */
    @Nullable
    Fields object(String name) {
        JsonNode value = raw(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode inner) {
            return new Fields(inner, prefix + name + ".", lenient, errors);
        }
        wrongType(name, value, "an object");
        return null;
    }

    void refuse(String name, String code, String message) {
        errors.add(new FieldError(prefix + name, code, message));
    }

    /** True when one of these fields was refused already, so that it need not be asked for. */
    boolean complainedOf(String... names) {
        return errors.stream().anyMatch(error -> {
            for (String name : names) {
                if (error.field().equals(prefix + name)) {
                    return true;
                }
            }
            return false;
        });
    }

    void wrongType(String name, JsonNode value, String expected) {
        refuse(name, "wrong_type", "expected " + expected + ", not " + describe(value.getNodeType()));
    }

    /** Text as it can be stored, or null when it is blank or was refused. */
    @Nullable
    String checked(String name, String text, int maxChars) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > maxChars) {
            refuse(name, "too_long", "at most " + maxChars + " characters; shorten it");
            return null;
        }
        String fault = Characters.fault(text);
        if (fault != null) {
            refuse(name, Characters.CODE, fault);
            return null;
        }
        return text;
    }

    private static String describe(JsonNodeType type) {
        return switch (type) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case STRING -> "text";
            default -> "nothing";
        };
    }
}
