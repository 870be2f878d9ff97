// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.runtime.service.ServiceMain;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One run over all measurements, each beside its limit. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures the pipeline and the bare limits of this machine in one run.")
public final class Benchmarks implements Callable<Integer> {

    private static final double SCORING_AIM = 0.5;
    private static final double PIPELINE_AIM = 4;
    private static final double ASSIGNMENT_AIM = 5_000;
    private static final double LATENCY_AIM_MILLIS = 250;
    private static final double RESCORE_AIM_PER_SECOND = 1_000_000.0 / 180;
    private static final double RESCORE_LATENCY_AIM_MILLIS = 1_000;

    @Option(
            names = "--only",
            split = ",",
            description = "Parts to run: bare, scoring, assignment, plain, pipeline, latency, rescore; default all but"
                    + " rescore.")
    private Set<String> only = Set.of("bare", "scoring", "assignment", "plain", "pipeline", "latency");

    @Option(names = "--leads", description = "People; default ${DEFAULT-VALUE}.")
    private int leads = 20_000;

    @Option(names = "--activities", description = "Activities of scoring and pipeline; default ${DEFAULT-VALUE}.")
    private int activities = 500_000;

    @Option(names = "--warm-up", description = "Activities or records before the clock runs; default ${DEFAULT-VALUE}.")
    private int warmUp = 200_000;

    @Option(names = "--bare-records", description = "Records of the bare topology; default ${DEFAULT-VALUE}.")
    private int bareRecords = 1_000_000;

    @Option(names = "--plain-activities", description = "Activities of the plain service; default ${DEFAULT-VALUE}.")
    private int plainActivities = 100_000;

    @Option(
            names = "--decisions",
            description = "Leads of the assignment run, after as many to warm up; default ${DEFAULT-VALUE}.")
    private int decisions = 60_000;

    @Option(names = "--rate", description = "Requests a second for latency; default ${DEFAULT-VALUE}.")
    private int rate = 500;

    @Option(names = "--seconds", description = "Duration of the latency run; default ${DEFAULT-VALUE}.")
    private int seconds = 30;

    @Option(names = "--rescore-leads", description = "People whom a new version re-scores; default ${DEFAULT-VALUE}.")
    private int rescoreLeads = 1_000_000;

    @Option(names = "--threads", description = "Stream threads of each topology; default ${DEFAULT-VALUE}.")
    private int threads = 1;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of every service, such as serde.cloudevents.headers=false; may be repeated.")
    private Map<String, String> settings = Map.of();

    private Benchmarks() {}

    public static void main(String[] args) {
        ServiceMain.writePlainNumbers();
        System.exit(new CommandLine(new Benchmarks()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var out = System.out;
        describeMachine(out);
        var load = new ActivityLoad(leads);
        var table = new ResultTable();
        var bare = measure(
                "bare", table, machine -> new BareTopologyRun(machine, leads, threads).run(warmUp, bareRecords));
        var scoring =
                measure("scoring", table, machine -> new ScoringRun(machine, load, threads).run(warmUp, activities));
        var assignment =
                measure("assignment", table, machine -> new AssignmentRun(machine, threads).run(decisions, decisions));
        var plain = measure("plain", table, machine -> new PlainServiceRun(machine, load)
                .run(plainActivities / 5, plainActivities));
        var pipeline =
                measure("pipeline", table, machine -> new PipelineRun(machine, load, threads).run(warmUp, activities));
        table.compare(scoring, bare, SCORING_AIM);
        table.compare(pipeline, plain, PIPELINE_AIM);
        table.rate(assignment, ASSIGNMENT_AIM);
        measure("latency", table, machine -> {
            var timed = new LatencyRun(machine, rate, seconds).run();
            table.latency(timed.latencies(), LATENCY_AIM_MILLIS);
            return timed.result();
        });
        measure("rescore", table, machine -> {
            var timed = new RescoreRun(machine, new ActivityLoad(rescoreLeads), threads, rate).run();
            table.rate(timed.result(), RESCORE_AIM_PER_SECOND);
            table.note(timed.before());
            table.latency(timed.meanwhile(), RESCORE_LATENCY_AIM_MILLIS);
            return timed.result();
        });
        table.print(out);
        return 0;
    }

    private @Nullable Result measure(String part, ResultTable table, Run run) throws Exception {
        if (!only.contains(part)) {
            return null;
        }
        System.err.println("measuring: " + part);
        try (var machine = Machine.start(settings)) {
            var result = run.on(machine);
            table.add(result);
            return result;
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
