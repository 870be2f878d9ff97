// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Records that a stream set aside on its dead-letter topic: original bytes, with origin and reason in headers. */
public final class StreamDeadLetters {

    static final String PREFIX = "__streams.errors.";
    private static final int MOST_TEXT = 4000;

    private StreamDeadLetters() {}

    /** Adds a set-aside record to the rejected inputs. */
    public static void apply(ConsumerRecord<byte[], byte[]> letter, Position position, Changes changes) {
        Map<String, String> headers = texts(letter.headers());
        String origin = headers.getOrDefault(PREFIX + "topic", letter.topic());
        String offset = headers.get(PREFIX + "offset");
        String exception = headers.getOrDefault(PREFIX + "exception", "unknown");
        String message = headers.getOrDefault(PREFIX + "message", "");
        changes.add(
                RejectedRow.TABLE,
                new RejectedRow(
                        position.id(),
                        origin,
                        null,
                        number(offset),
                        null,
                        "stream_failed",
                        cut(message.isEmpty() ? exception : exception + ": " + message),
                        null,
                        letter.value(),
                        Json.texts(headers),
                        Instant.ofEpochMilli(letter.timestamp())));
    }

    /** Headers as a JSON object of texts that the database can hold. */
    public static String headers(Headers headers) {
        return Json.texts(texts(headers));
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Header header : headers) {
            byte[] value = header.value();
            texts.put(clean(header.key()), value == null ? "" : cut(new String(value, StandardCharsets.UTF_8)));
        }
        return texts;
    }

    /** A text without U+0000, which PostgreSQL can't hold, and not longer than anybody reads. */
    public static String cut(String text) {
        String clean = clean(text);
        if (clean.length() <= MOST_TEXT) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(MOST_TEXT - 1)) ? MOST_TEXT - 1 : MOST_TEXT;
        return clean.substring(0, end);
    }

    private static String clean(String text) {
        return text.replace('\0', ' ');
    }

    private static @Nullable Long number(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,18}")) {
            return null;
        }
        return Long.valueOf(text);
    }
}
