// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * One line per event, for people or as a JSON object for machines. Whatever looks like an e-mail address is written
 * as {@code [e-mail]}: libraries quote values in their messages, and a person's address has no place in a log.
 */
public final class LineEncoder extends EncoderBase<ILoggingEvent> {

    // Possessive, so that no text makes it slow.
    private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}._%+'-]++@[\\p{L}\\p{N}.-]++");
    private static final byte[] NOTHING = new byte[0];

    private final ThrowableProxyConverter traces = new ThrowableProxyConverter();
    private volatile boolean json;

    /** {@code json}, or anything else for text. */
    public void setFormat(String format) {
        json = format.equals("json");
    }

    @Override
    public void start() {
        traces.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return (json ? json(event) : text(event)).getBytes(StandardCharsets.UTF_8);
    }

    private String text(ILoggingEvent event) {
        String message = withoutAddresses(event.getFormattedMessage());
        return time(event) + " " + event.getLevel() + " " + simpleName(event.getLoggerName()) + ": "
                + message.replace("\n", "\n  ") + System.lineSeparator() + withoutAddresses(traces.convert(event));
    }

    private String json(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        line.append('{');
        field(line, "time", time(event));
        line.append(',');
        field(line, "level", event.getLevel().toString());
        line.append(',');
        field(line, "logger", event.getLoggerName());
        line.append(',');
        field(line, "thread", event.getThreadName());
        line.append(',');
        field(line, "message", withoutAddresses(event.getFormattedMessage()));
        String trace = traces.convert(event);
        if (!trace.isEmpty()) {
            line.append(',');
            field(line, "trace", withoutAddresses(trace));
        }
        return line.append("}\n").toString();
    }

    static String withoutAddresses(String text) {
        return text.indexOf('@') < 0 ? text : ADDRESS.matcher(text).replaceAll("[e-mail]");
    }

    private static String time(ILoggingEvent event) {
        return Instant.ofEpochMilli(event.getTimeStamp())
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static void field(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (c < 0x20) {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }
}
