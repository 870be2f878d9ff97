// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A span of time as people write it: {@code 90s}, {@code 30m}, {@code 24h}, {@code 7d}, or as ISO 8601 has it. */
final class SpanArgument implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT);
        try {
            Duration span =
                    Duration.parse(plain.startsWith("P") ? plain : plain.endsWith("D") ? "P" + plain : "PT" + plain);
            if (!span.isNegative()) {
                return span;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Told below, as for a span that is negative.
        }
        throw new TypeConversionException("'" + text + "' is no span of time; write 90s, 30m, 24h or 7d");
    }
}
