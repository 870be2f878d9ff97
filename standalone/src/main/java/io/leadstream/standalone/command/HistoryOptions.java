// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.backtest.CollectedHistory;
import io.leadstream.backtest.OutcomeField;
import io.leadstream.backtest.Span;
import io.leadstream.backtest.TopicHistory;
import io.leadstream.capture.CaptureSettings;
import io.leadstream.capture.csv.FileHistory;
import io.leadstream.capture.csv.ImportException;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.standalone.stack.FileLog;
import io.leadstream.standalone.stack.StandaloneException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that looks back: which history, which part of it, and what a won lead is. */
final class HistoryOptions {

    private static final String CUSTOM = "custom.";

    @Mixin
    private CaptureTarget target = new CaptureTarget();

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Reads the history out of a CSV file instead of topics; nothing has to run. Needs --mapping.")
    private @Nullable Path csv;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "The mapping of the CSV file; without --csv only what it says of columns that tell the outcome.")
    private @Nullable Path mapping;

    @Option(
            names = "--outcome",
            paramLabel = "NAME",
            description = "What tells of won leads: a column with --csv, else a custom field, such as custom.converted."
                    + " Unless given, the mapping's 'outcome'; on topics the recorded conversions.")
    private @Nullable String outcome;

    @Option(names = "--from", paramLabel = "TIME", description = "Only what happened from here on.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what happened before this.")
    private @Nullable Instant to;

    Span span() {
        return new Span(from, to);
    }

    boolean ofFile() {
        return csv != null;
    }

    /** The history, opened; the caller closes it. */
    OpenHistory open() {
        FileLog.quiet();
        if (from != null && to != null && !from.isBefore(to)) {
            throw new StandaloneException("--from is not before --to", "Swap them.");
        }
        try {
            return csv == null ? ofTopics() : ofFile(csv);
        } catch (ImportException e) {
            throw new StandaloneException(String.valueOf(e.getMessage()), "Mend that and try again.", e);
        }
    }

    private OpenHistory ofFile(Path file) {
        if (mapping == null) {
            throw new StandaloneException(
                    "--csv needs --mapping", "Say which column is what; examples/mappings has examples.");
        }
        FileHistory source = new FileHistory(Settings.of(CaptureSettings.define(), Map.of()), file, mapping);
        String column = outcome == null ? source.outcome() : outcome;
        Set<String> unusable = source.unusable(column);
        var history = new CollectedHistory(
                String.valueOf(file.getFileName()), column == null ? "not told" : "column " + column, span());
        FileHistory.Rows rows = source.read(
                column,
                Instant.now(),
                (line, events, cell) -> history.add(events, column != null && won(column, line, cell)));
        return new OpenHistory(
                history, unusable, null, null, rows.refused() == 0 ? "" : rows.refused() + " rows were refused");
    }

    private static boolean won(String column, long line, String cell) {
        Boolean told = OutcomeField.told(cell);
        if (told == null) {
            throw new StandaloneException(
                    "line " + line + ": '" + cell + "' in the column '" + column + "' tells no outcome",
                    "An outcome is 1, true, yes or won, or 0, false, no, lost or nothing.");
        }
        return told;
    }

    private OpenHistory ofTopics() {
        Settings settings = target.settings();
        Set<String> unusable = new LinkedHashSet<>();
        if (mapping != null) {
            var known = new FileHistory(settings, Path.of(""), mapping);
            unusable.addAll(known.unusable(known.outcome()));
        }
        OutcomeField field = null;
        if (outcome != null) {
            field = new OutcomeField(outcome.startsWith(CUSTOM) ? outcome.substring(CUSTOM.length()) : outcome);
            unusable.add(field.name());
        }
        TopicSerdes serdes = TopicSerdes.from(settings.serde());
        Map<String, Object> client = settings.kafkaConsumer();
        return new OpenHistory(
                new TopicHistory(client, serdes, span(), field, Instant.now()), unusable, client, serdes, "");
    }
}
