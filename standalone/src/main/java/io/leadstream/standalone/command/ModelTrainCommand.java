// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.backtest.TrainingHistory;
import io.leadstream.domain.predictive.ModelFiles;
import io.leadstream.domain.predictive.ModelTraining;
import io.leadstream.domain.predictive.TrainingRefusedException;
import io.leadstream.standalone.inspect.ModelTables;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        description = "Fits a model on the earlier part of the past and tests it on the later part.",
        footer = {
            "",
            "Example, without anything running:",
            "  ./leadstream model train --csv examples/past-leads.csv \\",
            "    --mapping examples/mappings/past-leads.yaml --output model.json",
            "docs/predictive.md explains what it reads, how it is fitted and what the figures mean."
        },
        mixinStandardHelpOptions = true)
final class ModelTrainCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private HistoryOptions history = new HistoryOptions();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Leads that came before this are trained on, the others tested on.")
    private @Nullable Instant until;

    @Option(
            names = "--train-share",
            paramLabel = "SHARE",
            description = "Share of the leads, by time, that is trained on; 0.7 unless given.")
    private @Nullable Double share;

    @Option(
            names = "--exclude",
            paramLabel = "NAME",
            split = ",",
            description = "Fields, custom fields or activity types that must not be read: written with or after the"
                    + " outcome. What a mapping says so of is left out anyway.")
    private List<String> excluded = List.of();

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "model", description = "What people call the model.")
    private String name = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = "model.json",
            description = "Where the model goes; ${DEFAULT-VALUE} unless given.")
    private Path output = Path.of("");

    private final Terminal terminal;

    ModelTrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long started = System.nanoTime();
        if (until != null && share != null) {
            throw new StandaloneException("--until and --train-share say the same thing", "Give one of them.");
        }
        double part = share == null ? 0.7 : share;
        if (!(part > 0 && part < 1)) {
            throw new StandaloneException("--train-share is " + part, "Give a share between 0 and 1, such as 0.7.");
        }
        ModelTraining.Result result;
        String note;
        try (OpenHistory open = history.open()) {
            Set<String> unread = new LinkedHashSet<>(open.unusable());
            excluded.forEach(one -> unread.add(one.strip()));
            TrainingHistory training = until == null
                    ? TrainingHistory.share(open.history(), part)
                    : TrainingHistory.until(open.history(), until);
            result = training.train(name, open.history().outcome(), unread);
            note = open.note();
        } catch (TrainingRefusedException e) {
            throw new StandaloneException(
                    String.valueOf(e.getMessage()), "Take more history, or another --until or --train-share.", e);
        }
        Files.writeString(
                output,
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ModelFiles.tree(result.model())) + "\n");
        new ModelTables(terminal).print(result);
        terminal.blank();
        if (!note.isEmpty()) {
            terminal.line(Paint.CARE, "  " + note);
        }
        terminal.line(
                Paint.QUIET,
                "  Model in " + output + ". " + Numbers.duration(Duration.ofNanos(System.nanoTime() - started)));
        return 0;
    }
}
