// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.leadstream.capture.read.FieldError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The report of refused rows: line, code and reason in front of the row's own fields. Once mended, the same mapping
 * imports it. It is written beside its place and put there at the end, so that importing a report never destroys it.
 */
final class RejectedFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final Header header;
    private final char separator;
    private @Nullable CsvWriter writer;

    private RejectedFile(Path target, Header header, char separator) {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.header = header;
        this.separator = separator;
    }

    /** A report at {@code wanted}, or beside it when that is the very file that is imported. */
    static RejectedFile at(Path wanted, Path imported, Header header, char separator) throws IOException {
        Path target = wanted.toAbsolutePath();
        String name = target.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        for (int i = 2; Files.exists(target) && Files.isSameFile(target, imported); i++) {
            target = target.resolveSibling(stem + "-" + i + ending);
        }
        return new RejectedFile(target, header, separator);
    }

    void add(Row row, List<FieldError> errors) throws IOException {
        CsvWriter out = writer;
        if (out == null) {
            out = CsvWriter.builder().fieldSeparator(separator).build(part, StandardCharsets.UTF_8);
            writer = out;
            List<String> first = new ArrayList<>(List.of(Header.LINE, Header.CODE, Header.REASON));
            first.addAll(header.withoutReport(header.names()));
            out.writeRecord(first);
        }
        List<String> fields = new ArrayList<>();
        fields.add(Long.toString(row.firstLine()));
        fields.add(errors.get(0).code());
        fields.add(reason(errors));
        fields.addAll(header.withoutReport(row.fields()));
        out.writeRecord(fields);
    }

    /** Puts the report in its place; null when nothing was refused. */
    @Nullable
    Path finish() throws IOException {
        if (writer == null) {
            return null;
        }
        writer.close();
        writer = null;
        return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** After a failure, too, what was refused so far is told. */
    @Override
    public void close() throws IOException {
        finish();
    }

    static String reason(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.field().isEmpty() ? error.message() : error.field() + ": " + error.message())
                .collect(Collectors.joining("; "));
    }
}
