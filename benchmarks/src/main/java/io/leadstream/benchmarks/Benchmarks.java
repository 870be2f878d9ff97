// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One run over all measurements, each beside its limit. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures the pipeline and the bare limits of this machine in one run.")
public final class Benchmarks implements Callable<Integer> {

    @Option(names = "--only", split = ",", description = "Parts to run: bare, plain; default all.")
    private Set<String> only = Set.of("bare", "plain");

    @Option(names = "--leads", description = "People; default ${DEFAULT-VALUE}.")
    private int leads = 20_000;

    @Option(names = "--bare-records", description = "Records of the bare topology; default ${DEFAULT-VALUE}.")
    private int bareRecords = 1_000_000;

    @Option(names = "--plain-activities", description = "Activities of the plain service; default ${DEFAULT-VALUE}.")
    private int plainActivities = 100_000;

    @Option(names = "--threads", description = "Stream threads of each topology; default ${DEFAULT-VALUE}.")
    private int threads = 1;

    private Benchmarks() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var out = System.out;
        describeMachine(out);
        var load = new ActivityLoad(leads);
        var table = new ResultTable();
        measure(out, table, "bare", machine -> new BareTopologyRun(machine, leads, threads).run(bareRecords));
        measure(out, table, "plain", machine -> new PlainServiceRun(machine.database(), load)
                .run(plainActivities, machine.cpu()));
        table.print(out);
        return 0;
    }

    private void measure(PrintStream out, ResultTable table, String part, Run run) throws Exception {
        if (!only.contains(part)) {
            return;
        }
        out.println("... " + part);
        try (var machine = Machine.start()) {
            table.add(run.on(machine));
        }
    }

    private static void describeMachine(PrintStream out) {
        var os = ManagementFactory.getOperatingSystemMXBean();
        out.printf(
                Locale.ROOT,
                "%d cores, %s %s, Java %s, load average %.1f%n%n",
                os.getAvailableProcessors(),
                os.getName(),
                os.getArch(),
                Runtime.version(),
                os.getSystemLoadAverage());
    }

    /** One measurement on a fresh machine. */
    @FunctionalInterface
    private interface Run {
        Result on(Machine machine) throws Exception;
    }
}
