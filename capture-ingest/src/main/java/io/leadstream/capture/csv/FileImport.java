// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import io.leadstream.capture.CaptureService;
import io.leadstream.capture.http.CaptureServer;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.FieldError;
import io.leadstream.capture.read.Judged;
import io.leadstream.capture.read.LeadReader;
import io.leadstream.domain.identity.EventIds;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.capture.ImportRun;
import io.leadstream.schemas.capture.ImportStatus;
import io.leadstream.schemas.capture.RejectedInput;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Imports a CSV file: good rows become events, refused ones go to a report and to the topic of rejected inputs, and the
 * run itself is recorded. A repeat makes the same events again, which count once.
 */
public final class FileImport {

    private static final int TELL_EVERY_ROWS = 100;
    private static final int MAX_RAW = 32_768;

    private final Settings settings;
    private final Path file;
    private final Path mappingFile;
    private final Path rejected;

    /**
     * An import that has not started yet.
     *
     * @param settings as capture-ingest has them
     * @param rejected where the report of refused rows goes
     */
    public FileImport(Settings settings, Path file, Path mappingFile, Path rejected) {
        this.settings = settings;
        this.file = file;
        this.mappingFile = mappingFile;
        this.rejected = rejected;
    }

    /**
     * Runs the import to its end.
     *
     * @throws ImportException when it can't start or go on; rows that were sent stay, and count once
     */
    public ImportReport run(ImportProgress.Listener listener) {
        ImportMapping mapping = ImportMapping.read(mappingFile);
        if (!Files.isRegularFile(file)) {
            throw new ImportException("there is no file " + file.toAbsolutePath());
        }
        try (CsvSource source = CsvSource.open(file, mapping.separator(), mapping.encoding())) {
            mapping.require(source.header());
            TopicProvisioner.provision(settings, CaptureService.topics(), List.of());
            try (TopicSerdes serdes = TopicSerdes.from(settings.serde());
                    ImportLog log = ImportLog.open(settings, serdes);
                    RejectedFile report = RejectedFile.at(rejected, file, source.header(), mapping.separator())) {
                return new Run(mapping, source, log, report, listener).toEnd();
            }
        } catch (IOException e) {
            throw new ImportException("reading or writing files failed: " + e.getMessage(), e);
        }
    }

    /** One run with its counts. */
    private final class Run {

        private final CsvSource source;
        private final ImportLog log;
        private final RejectedFile report;
        private final ImportProgress.Listener listener;
        private final RowReader rows;
        private final ImportRun run;
        private final long totalBytes;
        private final Map<String, Long> codes = new HashMap<>();

        Run(
                ImportMapping mapping,
                CsvSource source,
                ImportLog log,
                RejectedFile report,
                ImportProgress.Listener listener)
                throws IOException {
            this.source = source;
            this.log = log;
            this.report = report;
            this.listener = listener;
            this.totalBytes = Files.size(file);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            String importId = FileHash.importId(file, mappingFile);
            this.rows = new RowReader(mapping, new LeadReader(CaptureServer.identities(settings)), importId, now);
            this.run = ImportRun.newBuilder()
                    .setImportId(importId)
                    .setFileName(String.valueOf(file.getFileName()))
                    .setMapping(mapping.name())
                    .setStatus(ImportStatus.STARTED)
                    .setLines(0)
                    .setAccepted(0)
                    .setRefused(0)
                    .setActivities(0)
                    .setStartedAt(now)
                    .build();
        }

        ImportReport toEnd() throws IOException {
            sendRun(ImportStatus.STARTED);
            try {
                for (Row row = source.next(); row != null; row = source.next()) {
                    take(row);
                    if (run.getLines() % TELL_EVERY_ROWS == 0) {
                        // The end is told once, when all is confirmed; reading ahead comes there first.
                        tell(Math.min(source.bytesRead(), totalBytes - 1));
                    }
                }
                log.flush();
            } catch (ImportException e) {
                tryToSendFailed(e);
                throw e;
            }
            run.setFinishedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
            sendRun(ImportStatus.FINISHED);
            log.flush();
            tell(totalBytes);
            Map<String, Long> byFrequency = new LinkedHashMap<>();
            codes.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(entry -> byFrequency.put(entry.getKey(), entry.getValue()));
            return new ImportReport(run, byFrequency, report.finish());
        }

        private void take(Row row) throws IOException {
            run.setLines(run.getLines() + 1);
            Judged judged = rows.read(row);
            if (judged instanceof Judged.Accepted accepted) {
                accepted.records().forEach(log::send);
                run.setAccepted(run.getAccepted() + 1);
                run.setActivities(run.getActivities()
                        + accepted.records().stream()
                                .filter(record -> record.topic().equals(Topics.ACTIVITIES))
                                .count());
            } else if (judged instanceof Judged.Refused refused) {
                report.add(row, refused.errors());
                log.send(rejection(row, refused.errors()));
                run.setRefused(run.getRefused() + 1);
                codes.merge(refused.errors().get(0).code(), 1L, Long::sum);
            }
        }

        private Outgoing<RejectedInput> rejection(Row row, List<FieldError> errors) {
            FieldError first = errors.get(0);
            RejectedInput rejection = new RejectedInput(
                    EventIds.derived("rejected-row", run.getImportId(), Long.toString(row.line())),
                    "csv_import",
                    run.getImportId(),
                    row.line(),
                    first.field().isEmpty() ? null : storable(first.field()),
                    first.code(),
                    storable(RejectedFile.reason(errors)),
                    storable(String.join(",", row.fields())),
                    run.getStartedAt());
            return new Outgoing<>(Topics.REJECTED_INPUTS, run.getImportId(), rejection);
        }

        private void tell(long bytes) {
            listener.at(new ImportProgress(
                    bytes, totalBytes, run.getLines(), run.getAccepted(), run.getRefused(), run.getActivities()));
        }

        private void sendRun(ImportStatus status) {
            run.setStatus(status);
            log.send(new Outgoing<>(
                    Topics.IMPORT_RUNS,
                    run.getImportId(),
                    ImportRun.newBuilder(run).build()));
        }

        /** The failure itself is what the caller has to hear of. */
        private void tryToSendFailed(ImportException failed) {
            try {
                run.setFinishedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
                sendRun(ImportStatus.FAILED);
                log.flush();
            } catch (ImportException e) {
                failed.addSuppressed(e);
            }
        }
    }

    /** What may be wrong with a refused row must not keep it from being stored. */
    private static String storable(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), MAX_RAW));
        for (int i = 0; i < text.length() && kept.length() < MAX_RAW - 1; ) {
            int codePoint = text.codePointAt(i);
            boolean bad = codePoint == 0 || (codePoint >= 0xD800 && codePoint <= 0xDFFF);
            kept.appendCodePoint(bad ? 0xFFFD : codePoint);
            i += Character.charCount(codePoint);
        }
        return kept.toString();
    }
}
