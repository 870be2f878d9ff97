// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.stack.Instances;
import io.leadstream.standalone.stack.NotifierSource;
import io.leadstream.standalone.stack.StackPlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that starts an instance. */
final class StackOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that holds everything; the same folder goes on where it was left.")
    private @Nullable Path folder;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Port of the HTTP API; 8080 or the next free one unless given.")
    private @Nullable Integer httpPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of Kafka; 9092 or the next free one unless given.")
    private @Nullable Integer kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            description = "Port of the schema registry; 8081 or the next free one unless given.")
    private @Nullable Integer registryPort;

    @Option(
            names = "--db-port",
            paramLabel = "PORT",
            description = "Port of PostgreSQL; 5432 or the next free one unless given.")
    private @Nullable Integer databasePort;

    @Option(
            names = "--notifier-config",
            paramLabel = "FILE",
            description = "Properties file that says whom to tell about assignments, by webhook or mail; variables"
                    + " NOTIFIER_... of the environment do too.")
    private @Nullable Path notifierConfig;

    @Option(names = "--no-color", description = "No colour; NO_COLOR in the environment does the same.")
    private boolean plain;

    StackPlan plan(String name) {
        Path where = folder == null ? Instances.defaultFolder(name) : folder;
        NotifierSource notifier = NotifierSource.of(notifierConfig, System.getenv());
        return new StackPlan(where, httpPort, kafkaPort, registryPort, databasePort, notifier);
    }

    boolean plain() {
        return plain;
    }
}
