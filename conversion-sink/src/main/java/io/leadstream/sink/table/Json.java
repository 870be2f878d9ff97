// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the JSON of a column. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String NO_FIELDS = "{}";

    private final JsonGenerator to;

    private Json(JsonGenerator to) {
        this.to = to;
    }

    /** Writes into a generator; failures to write can't happen, because it writes to memory. */
    @FunctionalInterface
    interface Content<T> {
        void write(Json json, T of) throws IOException;
    }

    /** An object with what the content writes into it. */
    static <T> String object(T of, Content<T> content) {
        return text(json -> {
            json.to.writeStartObject();
            content.write(json, of);
            json.to.writeEndObject();
        });
    }

    /** An array with an object for each element. */
    static <T> String objects(List<T> elements, Content<T> content) {
        return text(json -> json.array(elements, content));
    }

    /**
     * An object of values that are JSON already. Text that isn't JSON makes an object that the database refuses, which
     * is where the record is set aside.
     */
    static String scalars(Map<String, String> values) {
        if (values.isEmpty()) {
            return NO_FIELDS;
        }
        return text(json -> {
            json.to.writeStartObject();
            for (Map.Entry<String, String> value : values.entrySet()) {
                json.to.writeFieldName(value.getKey());
                json.to.writeRawValue(value.getValue());
            }
            json.to.writeEndObject();
        });
    }

    /** An object of texts. */
    static String texts(Map<String, String> values) {
        return object(values, (json, all) -> {
            for (Map.Entry<String, String> value : all.entrySet()) {
                json.put(value.getKey(), value.getValue());
            }
        });
    }

    /** Adds a field; a null value adds none. */
    Json put(String name, @Nullable Object value) throws IOException {
        if (value instanceof Instant instant) {
            to.writeStringField(name, instant.toString());
        } else if (value instanceof Enum<?> constant) {
            to.writeStringField(name, Literals.word(constant));
        } else if (value instanceof Boolean flag) {
            to.writeBooleanField(name, flag);
        } else if (value instanceof Integer number) {
            to.writeNumberField(name, number);
        } else if (value instanceof Long number) {
            to.writeNumberField(name, number);
        } else if (value instanceof Double number) {
            to.writeNumberField(name, number);
        } else if (value != null) {
            to.writeStringField(name, value.toString());
        }
        return this;
    }

    /** Adds an array of texts or numbers. */
    Json put(String name, List<?> values) throws IOException {
        to.writeArrayFieldStart(name);
        for (Object value : values) {
            if (value instanceof Integer number) {
                to.writeNumber(number);
            } else {
                to.writeString(String.valueOf(value));
            }
        }
        to.writeEndArray();
        return this;
    }

    /** Adds an object; an absent one adds nothing. */
    <T> Json putObject(String name, @Nullable T of, Content<T> content) throws IOException {
        if (of != null) {
            to.writeObjectFieldStart(name);
            content.write(this, of);
            to.writeEndObject();
        }
        return this;
    }

    /** Adds an array with an object for each element. */
    <T> Json putObjects(String name, List<T> elements, Content<T> content) throws IOException {
        to.writeFieldName(name);
        array(elements, content);
        return this;
    }

    private <T> void array(List<T> elements, Content<T> content) throws IOException {
        to.writeStartArray();
        for (T element : elements) {
            to.writeStartObject();
            content.write(this, element);
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    @FunctionalInterface
    private interface Body {
        void write(Json json) throws IOException;
    }

    private static String text(Body body) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator to = FACTORY.createGenerator(text)) {
            body.write(new Json(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
