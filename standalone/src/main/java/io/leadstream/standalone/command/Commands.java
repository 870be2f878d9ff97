// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.runtime.config.NearestKey;
import io.leadstream.standalone.stack.Failures;
import io.leadstream.standalone.stack.ServiceKind;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds the command that was asked for and tells mistakes in one voice: what is wrong, and what to do. */
public final class Commands {

    /** Exit code of a command that could not do its work. */
    static final int FAILED = 1;

    /** Exit code of a command line that can't be understood. */
    static final int MISUSED = 2;

    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    @Command(
            name = "leadstream",
            description = "Captures leads, scores them, gives them an owner and writes it all to PostgreSQL.",
            synopsisSubcommandLabel = "COMMAND",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            commandListHeading = "%nCommands:%n",
            optionListHeading = "%nOptions:%n",
            footer = {"", "Start with:   ./leadstream demo", "Help on one:  ./leadstream help COMMAND"})
    private static final class Root {}

    private Commands() {}

    /** Runs what the arguments say and gives the exit code of the process. */
    public static int run(Terminal terminal, String... args) {
        Optional<ServiceKind> service = args.length == 0 ? Optional.empty() : ServiceKind.named(args[0]);
        if (service.isPresent()) {
            // Their settings are checked by the one place that declares them; this ends the process.
            service.get().runAlone(Arrays.copyOfRange(args, 1, args.length));
            return 0;
        }
        return line(terminal).execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    /** The whole grammar. */
    static CommandLine line(Terminal terminal) {
        CommandLine line = new CommandLine(new Root());
        for (Object command : List.of(
                new DemoCommand(terminal),
                new UpCommand(terminal),
                new ImportCommand(terminal),
                new BacktestCommand(terminal),
                new ExplainCommand(terminal),
                new WhyCommand(terminal),
                new TopicsCommand(terminal),
                new TailCommand(terminal),
                new SqlCommand(terminal),
                new DoctorCommand(terminal))) {
            line.addSubcommand(command);
        }
        line.addSubcommand(group(
                new RulesCommand(),
                new RulesCheckCommand(terminal),
                new RulesImportCommand(terminal),
                new RulesExportCommand(terminal),
                new RulesPublishCommand(terminal),
                new RulesStatusCommand(terminal)));
        line.addSubcommand(group(
                new RoutingCommand(),
                new RoutingCheckCommand(terminal),
                new RoutingPublishCommand(terminal),
                new RoutingSimulateCommand(terminal),
                new RoutingStatusCommand(terminal)));
        line.addSubcommand(group(
                new ModelCommand(),
                new ModelTrainCommand(terminal),
                new ModelPublishCommand(terminal),
                new ModelStatusCommand(terminal)));
        line.registerConverter(Instant.class, new TimeArgument());
        line.registerConverter(Duration.class, new SpanArgument());
        ServiceKind.all().forEach(service -> line.addSubcommand(service.command(), usage(service)));
        line.addSubcommand(new CommandLine.HelpCommand());
        PrintWriter out = new PrintWriter(terminal.stream(), true, StandardCharsets.UTF_8);
        line.setOut(out);
        line.setErr(out);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.hasColour() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(terminal.columns());
        line.setParameterExceptionHandler((mistake, args) -> misused(terminal, mistake));
        line.setExecutionExceptionHandler((failure, where, parsed) -> {
            tell(terminal, failure);
            return FAILED;
        });
        return line;
    }

    private static CommandLine group(Object group, Object... commands) {
        CommandLine line = new CommandLine(group);
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        return line;
    }

    /** What help tells of a service; its own --help lists every setting. */
    private static CommandSpec usage(ServiceKind service) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage()
                .description(
                        service.purpose(),
                        "Settings come from a file, the environment and the command line:",
                        "./leadstream " + service.command() + " --help lists them all.")
                .customSynopsis("leadstream " + service.command() + " [--config FILE] [--key=value ...]");
        return spec;
    }

    /** Says what went wrong and what to do; the log has the rest. */
    static void tell(Terminal terminal, Exception failure) {
        StandaloneException known = Failures.explained(failure);
        terminal.problem(String.valueOf(known.getMessage()), known.remedy());
        if (known != failure) {
            log.error("a command failed", failure);
        }
    }

    private static int misused(Terminal terminal, ParameterException mistake) {
        terminal.problem(problem(mistake), suggestion(mistake));
        return MISUSED;
    }

    /** What is wrong with a command line, in the words of whoever typed it. */
    private static String problem(ParameterException mistake) {
        CommandLine where = mistake.getCommandLine();
        String message = String.valueOf(mistake.getMessage());
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            String what = where.getSubcommands().isEmpty() ? "one argument too many" : "there is no such command";
            return word.startsWith("-") ? message : what + ": '" + word + "'";
        }
        return message.startsWith("Missing required subcommand")
                ? "say which: " + String.join(", ", where.getSubcommands().keySet())
                : message;
    }

    private static String suggestion(ParameterException mistake) {
        CommandLine where = mistake.getCommandLine();
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            Collection<String> known = word.startsWith("-")
                    ? where.getCommandSpec().optionsMap().keySet()
                    : where.getSubcommands().keySet();
            String nearest = known.stream()
                    .filter(name -> name.startsWith(word))
                    .findFirst()
                    .orElseGet(() -> NearestKey.of(word, known));
            if (nearest != null) {
                return "Did you mean " + nearest + "?";
            }
        }
        return "Help: ./leadstream help"
                + where.getCommandSpec().qualifiedName(" ").replaceFirst("^leadstream", "");
    }
}
