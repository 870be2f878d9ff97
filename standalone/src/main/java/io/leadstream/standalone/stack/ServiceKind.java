// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import io.leadstream.assignment.AssignmentService;
import io.leadstream.capture.CaptureService;
import io.leadstream.capture.CaptureSettings;
import io.leadstream.notifier.NotifierService;
import io.leadstream.notifier.NotifierSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.service.ServiceMain;
import io.leadstream.scoring.ScoringService;
import io.leadstream.sink.SinkService;
import io.leadstream.sink.SinkSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/**
 * A service as the command line knows it: it can run in this process beside others, or be all that a process does.
 *
 * @param command its name on the command line
 * @param purpose one sentence for help
 * @param module first part of its own settings
 * @param definition every setting it knows
 */
public record ServiceKind(
        String command,
        String purpose,
        String module,
        Supplier<ConfigDef> definition,
        Function<Settings, Service> create) {

    /** In the order of the flow. */
    public static final List<ServiceKind> PIPELINE = List.of(
            new ServiceKind(
                    "capture-ingest",
                    "Runs the HTTP intake alone.",
                    CaptureSettings.MODULE,
                    CaptureSettings::define,
                    CaptureService::create),
            new ServiceKind(
                    "scoring-stream",
                    "Runs the scoring topology alone.",
                    ScoringService.MODULE,
                    ScoringService::definition,
                    ScoringService::create),
            new ServiceKind(
                    "assignment-stream",
                    "Runs the assignment topology alone.",
                    AssignmentService.MODULE,
                    AssignmentService::definition,
                    AssignmentService::create),
            new ServiceKind(
                    "conversion-sink",
                    "Runs the sink into PostgreSQL alone.",
                    SinkSettings.MODULE,
                    SinkSettings::define,
                    SinkService::create));

    /** Beside the pipeline, where somebody is to be told. */
    private static final ServiceKind NOTIFIER = new ServiceKind(
            "notifier",
            "Runs the webhooks and mails about assignments alone.",
            NotifierSettings.MODULE,
            NotifierSettings::define,
            NotifierService::create);

    private static final ServiceKind REGISTRY = new ServiceKind(
            "registry",
            "Runs the schema registry alone.",
            RegistryService.MODULE,
            RegistryService::definition,
            RegistryService::new);

    /** Everything that can run alone. */
    public static List<ServiceKind> all() {
        return Stream.concat(PIPELINE.stream(), Stream.of(NOTIFIER, REGISTRY)).toList();
    }

    /** The service of this name. */
    public static Optional<ServiceKind> named(String command) {
        return all().stream().filter(kind -> kind.command.equals(command)).findFirst();
    }

    /** Makes this service all that the process does; ends the process. */
    public void runAlone(String[] args) {
        ServiceMain.run(module, definition.get(), args, create);
    }
}
