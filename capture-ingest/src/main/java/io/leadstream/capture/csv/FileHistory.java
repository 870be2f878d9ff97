// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import io.leadstream.capture.http.CaptureServer;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.Judged;
import io.leadstream.capture.read.LeadReader;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A CSV file read for what it tells of the past: its rows become the same events as in an import, and go nowhere. */
public final class FileHistory {

    private final Settings settings;
    private final Path file;
    private final ImportMapping mapping;
    private final Path mappingFile;

    /**
     * A file with its mapping.
     *
     * @param settings as capture-ingest has them
     * @throws ImportException when the mapping is wrong
     */
    public FileHistory(Settings settings, Path file, Path mappingFile) {
        this.settings = settings;
        this.file = file;
        this.mapping = ImportMapping.read(mappingFile);
        this.mappingFile = mappingFile;
    }

    /** Takes what the file tells. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A row tells of a lead.
         *
         * @param outcome text of the outcome's column; empty when there is none
         */
        void row(long line, List<? extends SpecificRecord> events, String outcome);
    }

    /** How many rows were taken, and how many can't be imported either. */
    public record Rows(long accepted, long refused) {}

    /** The column that tells the outcome, as the mapping names it. */
    public @Nullable String outcome() {
        return mapping.outcome();
    }

    /**
     * Lead fields, custom fields (by name alone) and activity types that a model must not read: made of the outcome, of
     * what was written later, or of columns that only tell which row it is and when.
     *
     * @throws ImportException when an activity's type or count hangs on such a column
     */
    public Set<String> unusable(@Nullable String outcomeColumn) {
        Set<String> columns = new LinkedHashSet<>(mapping.writtenLater());
        if (outcomeColumn != null) {
            columns.add(outcomeColumn);
        }
        for (ActivityRule rule : mapping.activities()) {
            rule.columns().stream().filter(columns::contains).findFirst().ifPresent(column -> {
                throw new ImportException("the mapping makes activities of '" + column
                        + "', which was written with or after the outcome; take that out of 'activities'");
            });
        }
        columns.addAll(mapping.rowId());
        if (mapping.time() != null) {
            columns.addAll(mapping.time().columns());
        }
        Set<String> names = new LinkedHashSet<>(columns);
        addFields(mapping.lead(), columns, names);
        addFields(mapping.custom(), columns, names);
        return names;
    }

    private static void addFields(Map<String, CellRule> fields, Set<String> columns, Set<String> names) {
        fields.forEach((field, rule) -> {
            if (rule.columns().stream().anyMatch(columns::contains)) {
                names.add(field);
            }
        });
    }

    /**
     * Reads the file to its end.
     *
     * @param outcomeColumn null when the file tells of no outcome
     * @param now stands for the arrival of all events
     * @throws ImportException when it can't be read
     */
    public Rows read(@Nullable String outcomeColumn, Instant now, Listener listener) {
        if (!Files.isRegularFile(file)) {
            throw new ImportException("there is no file " + file.toAbsolutePath());
        }
        long accepted = 0;
        long refused = 0;
        try (CsvSource source = CsvSource.open(file, mapping.separator(), mapping.encoding())) {
            mapping.require(source.header());
            if (outcomeColumn != null && source.header().position(outcomeColumn) == null) {
                throw new ImportException("the file has no column '" + outcomeColumn + "'; its header is: "
                        + String.join(" | ", source.header().contentNames()));
            }
            var rows = new RowReader(
                    mapping,
                    new LeadReader(CaptureServer.identities(settings)),
                    FileHash.importId(file, mappingFile),
                    now.truncatedTo(ChronoUnit.MILLIS));
            for (Row row = source.next(); row != null; row = source.next()) {
                if (rows.read(row) instanceof Judged.Accepted taken) {
                    accepted++;
                    listener.row(
                            row.line(),
                            taken.records().stream()
                                    .filter(record -> record.topic().equals(Topics.CAPTURED_LEADS)
                                            || record.topic().equals(Topics.ACTIVITIES))
                                    .map(Outgoing::value)
                                    .toList(),
                            outcomeColumn == null ? "" : row.get(outcomeColumn));
                } else {
                    refused++;
                }
            }
        } catch (IOException e) {
            throw new ImportException("reading files failed: " + e.getMessage(), e);
        }
        return new Rows(accepted, refused);
    }
}
