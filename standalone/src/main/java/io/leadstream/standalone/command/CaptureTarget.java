// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.CaptureSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.config.SettingsException;
import io.leadstream.runtime.config.SettingsLoader;
import io.leadstream.standalone.stack.FileLog;
import io.leadstream.standalone.stack.StandaloneException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that writes into Kafka as capture does: a running instance, or any other Kafka. */
final class CaptureTarget {

    @Mixin
    private RunningInstance running = new RunningInstance();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings of capture-ingest, to work on any Kafka instead of a running instance.")
    private @Nullable Path config;

    Settings settings() {
        FileLog.quiet();
        if (config == null) {
            return running.find().captureSettings();
        }
        try {
            String[] arguments = {"--config", config.toString()};
            return SettingsLoader.load(CaptureSettings.define(), CaptureSettings.MODULE, arguments, System.getenv());
        } catch (SettingsException e) {
            throw new StandaloneException(String.valueOf(e.getMessage()), "Mend the file or the environment.", e);
        }
    }
}
