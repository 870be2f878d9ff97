// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Services that run alone in a process, against any Kafka, registry and PostgreSQL. */
enum ServiceProcess {
    REGISTRY("registry", "Runs the schema registry alone.", RegistryMain::main);

    private final String command;
    private final String description;
    private final Consumer<String[]> main;

    ServiceProcess(String command, String description, Consumer<String[]> main) {
        this.command = command;
        this.description = description;
        this.main = main;
    }

    String command() {
        return command;
    }

    static Optional<ServiceProcess> named(String command) {
        return Arrays.stream(values())
                .filter(service -> service.command.equals(command))
                .findFirst();
    }

    /** Runs until it is told to stop or fails, and ends the process. */
    void run(String[] args) {
        main.accept(args);
    }

    /** What help tells of it; --help of the service itself lists every setting. */
    CommandSpec usage() {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage()
                .description(description, "Settings come from a file, the environment and the command line;", "./leadstream "
                        + command + " --help lists them all.")
                .customSynopsis("leadstream " + command + " [--config FILE] [--key=value ...]");
        spec.addPositional(PositionalParamSpec.builder()
                .arity("0..*")
                .hidden(true)
                .type(String[].class)
                .build());
        return spec;
    }
}
