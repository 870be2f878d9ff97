// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of one event or an array of events. Broken JSON refuses the body; what is well-formed but can't be kept
 * (a key twice, U+0000, a number out of range, too deep, too large) refuses only the event it is in.
 *
 * @param maxDepth levels of objects and arrays within one event, the event itself included
 * @param maxEventBytes bytes of one event as sent
 * @param maxEvents events in one body
 */
public record StrictJson(int maxDepth, int maxEventBytes, int maxEvents) {

    /** As many digits as a decimal of 128 bits holds; what follows in the pipeline can print and compare them. */
    private static final int MAX_DIGITS = 34;

    private static final int MAX_EXPONENT = 300;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNumberLength(400)
                    .maxNameLength(10_000)
                    .build())
            .build();

    /**
     * One event as it was sent.
     *
     * @param fields empty when it was no object
     * @param errors what refuses the event before anybody looks at its fields
     */
    public record Item(ObjectNode fields, List<FieldError> errors) {}

    /**
     * A body.
     *
     * @param array false for a single event, which is answered by itself
     */
    public record Body(boolean array, List<Item> items) {}

    /**
     * Reads a body.
     *
     * @throws JsonRefused when it is no JSON, no object or array, empty, or of too many events
     */
    public Body read(byte[] body) throws JsonRefused {
        requireUtf8(body);
        try (JsonParser parser = FACTORY.createParser(body)) {
            Body read = readBody(parser);
            if (parser.nextToken() != null) {
                throw broken("there is more after the end; send one object or one array", parser);
            }
            return read;
        } catch (StreamConstraintsException e) {
            throw new JsonRefused(
                    "json_too_deep", "nested too deeply, or a number or name is too long; simplify it", false);
        } catch (StreamReadException e) {
            throw new JsonRefused("json_invalid", "not valid JSON: " + withoutContent(e), false);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private Body readBody(JsonParser parser) throws IOException, JsonRefused {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            return new Body(false, List.of(readItem(parser)));
        }
        if (first != JsonToken.START_ARRAY) {
            throw new JsonRefused("json_no_object", "send one object or an array of objects", false);
        }
        List<Item> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == maxEvents) {
                throw new JsonRefused("batch_too_long", "at most " + maxEvents + " events a request; split it", true);
            }
            items.add(readItem(parser));
        }
        if (items.isEmpty()) {
            throw new JsonRefused("batch_empty", "the array is empty; send at least one event", false);
        }
        return new Body(true, items);
    }

    private Item readItem(JsonParser parser) throws IOException {
        long from = parser.currentTokenLocation().getByteOffset();
        List<FieldError> errors = new ArrayList<>(0);
        JsonNode node = new Reading(parser, errors).value(1);
        if (parser.currentLocation().getByteOffset() - from > maxEventBytes) {
            errors.add(
                    new FieldError("", "event_too_large", "at most " + maxEventBytes + " bytes an event; shorten it"));
        }
        if (node instanceof ObjectNode fields) {
            return new Item(fields, errors);
        }
        errors.add(new FieldError("", "not_an_object", "an event is a JSON object"));
        return new Item(JsonNodeFactory.instance.objectNode(), errors);
    }

    /** Jackson guesses UTF-16 and UTF-32 and lets some malformed UTF-8 through; JSON on the wire is UTF-8 (RFC 8259). */
    private static void requireUtf8(byte[] body) throws JsonRefused {
        for (byte b : body) {
            if (b == 0) {
                throw new JsonRefused("json_invalid", "a zero byte; send JSON in UTF-8", false);
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new JsonRefused("json_not_utf8", "the body is not UTF-8; send JSON in UTF-8", false);
        }
    }

    private static JsonRefused broken(String what, JsonParser parser) {
        return new JsonRefused(
                "json_invalid",
                "not valid JSON: " + what + " (line " + parser.currentLocation().getLineNr() + ", column "
                        + parser.currentLocation().getColumnNr() + ")",
                false);
    }

    private static String withoutContent(StreamReadException e) {
        return e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr() + ")";
    }

    /** Builds the tree of one event and notes what can't be kept. */
    private final class Reading {

        private final JsonParser parser;
        private final List<FieldError> errors;

        Reading(JsonParser parser, List<FieldError> errors) {
            this.parser = parser;
            this.errors = errors;
        }

        JsonNode value(int depth) throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> tooDeep(depth) ? missing() : object(depth);
                case START_ARRAY -> tooDeep(depth) ? missing() : array(depth);
                case VALUE_STRING -> JsonNodeFactory.instance.textNode(checked(parser.getText()));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
                case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
                case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
                default -> missing();
            };
        }

        private ObjectNode object(int depth) throws IOException {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = checked(parser.currentName());
                parser.nextToken();
                if (object.has(name)) {
                    refuse("duplicate_key", "this key appears twice; keep one");
                }
                object.set(name, value(depth + 1));
            }
            return object;
        }

        private ArrayNode array(int depth) throws IOException {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(depth + 1));
            }
            return array;
        }

        private boolean tooDeep(int depth) throws IOException {
            if (depth <= maxDepth) {
                return false;
            }
            refuse("too_deep", "at most " + maxDepth + " levels; flatten it");
            parser.skipChildren();
            return true;
        }

        private JsonNode number() throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                return JsonNodeFactory.instance.numberNode(parser.getLongValue());
            }
            // The text decides, because a decimal of a huge exponent is cheap to make and ruinous to print.
            String text = parser.getText();
            BigDecimal number = exact(text);
            if (number == null) {
                refuse("number_out_of_range", "at most " + MAX_DIGITS + " digits and 300 places; send it as text");
                return missing();
            }
            return JsonNodeFactory.instance.numberNode(number);
        }

        private String checked(String text) {
            String fault = Characters.fault(text);
            if (fault != null) {
                refuse(Characters.CODE, fault);
            }
            return text;
        }

        private JsonNode missing() {
            return JsonNodeFactory.instance.nullNode();
        }

        private void refuse(String code, String message) {
            errors.add(new FieldError(Paths.of(parser.getParsingContext()), code, message));
        }
    }

    private static @Nullable BigDecimal exact(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            long exponent = (long) number.precision() - number.scale();
            return number.precision() > MAX_DIGITS || Math.abs(exponent) > MAX_EXPONENT ? null : number;
        } catch (ArithmeticException | NumberFormatException e) {
            // An exponent beyond what BigDecimal can hold.
            return null;
        }
    }
}
