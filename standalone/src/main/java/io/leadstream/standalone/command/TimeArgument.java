// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people write it: a day, which begins at midnight UTC, or an instant with its offset. */
final class TimeArgument implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no time; write a day such as 2026-01-31, or 2026-01-31T12:00:00Z");
        }
    }
}
