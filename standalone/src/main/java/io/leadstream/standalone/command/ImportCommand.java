// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.csv.FileImport;
import io.leadstream.capture.csv.ImportConsole;
import io.leadstream.capture.csv.ImportException;
import io.leadstream.capture.csv.ImportReport;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Imports a CSV file into a running instance; a repeat changes nothing.",
        footer = {
            "",
            "Refused rows go to the file of --rejected with the reason of each, ready to be mended and imported",
            "again. A mapping says which column is what; capture-ingest/README.md explains its keys."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private CaptureTarget target = new CaptureTarget();

    @Option(names = "--mapping", paramLabel = "FILE", required = true, description = "YAML file: which column is what.")
    private Path mapping = Path.of("");

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            defaultValue = "rejected.csv",
            description = "Where refused rows go; ${DEFAULT-VALUE} unless given.")
    private Path rejected = Path.of("");

    @Parameters(paramLabel = "FILE", description = "The CSV file, with a header.")
    private Path file = Path.of("");

    private final Terminal terminal;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            ImportReport report = new FileImport(target.settings(), file, mapping, rejected)
                    .run(new ImportConsole(terminal.stream(), terminal.live()));
            tell(report);
            return 0;
        } catch (ImportException e) {
            throw new StandaloneException(
                    String.valueOf(e.getMessage()), "Mend that and import again: what was taken counts once.", e);
        }
    }

    private void tell(ImportReport report) {
        terminal.line(terminal.paint(Paint.GOOD, terminal.glyph("✓", "ok")) + " "
                + Numbers.grouped(report.run().getLines()) + " rows: "
                + Numbers.grouped(report.run().getAccepted()) + " accepted with "
                + Numbers.grouped(report.run().getActivities()) + " activities, "
                + Numbers.grouped(report.run().getRefused()) + " refused");
        if (!report.refusedByCode().isEmpty()) {
            Table table = new Table().text("refused because").number("rows");
            report.refusedByCode().forEach((code, rows) -> table.row(code, rows));
            table.print(terminal);
            terminal.line("  Each with its line and reason: " + report.rejected());
        }
        terminal.line(Paint.QUIET, "  import id " + report.run().getImportId());
    }
}
