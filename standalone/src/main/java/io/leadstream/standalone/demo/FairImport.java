// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.demo;

import io.leadstream.capture.csv.FileImport;
import io.leadstream.capture.csv.ImportReport;
import io.leadstream.runtime.config.Settings;
import io.leadstream.standalone.dataset.FairFile;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Progress;
import io.leadstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Imports the file of the trade fair as anybody would import a file; it stays in the data folder to be looked at. */
final class FairImport {

    private final FairFile fair;
    private final Path folder;

    FairImport(FairFile fair, Path folder) {
        this.fair = fair;
        this.folder = folder;
    }

    void run(Settings capture, Instant anchor, Terminal terminal) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("trade-fair.csv"), fair.text(anchor));
        Path mapping = Files.writeString(folder.resolve("trade-fair.yaml"), FairFile.mapping());
        Path rejected = folder.resolve("rejected.csv");
        Progress progress = new Progress(terminal, "Import", "rows", fair.lines());
        ImportReport report = new FileImport(capture, file, mapping, rejected).run(now -> progress.at(now.lines()));
        progress.done(Numbers.grouped(report.run().getAccepted()) + " rows of a CSV file accepted, "
                + report.run().getRefused() + " refused: see " + rejected.getFileName());
    }
}
