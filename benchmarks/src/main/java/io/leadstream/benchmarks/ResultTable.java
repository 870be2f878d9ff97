// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results in the order they were measured, each held against its limit and its aim. */
final class ResultTable {

    private static final String ROW = "%-50s %10s %8s %9s %8s %8s%n";

    private final List<Result> results = new ArrayList<>();
    private final List<String> verdicts = new ArrayList<>();

    void add(Result result) {
        results.add(result);
    }

    /** Holds a rate against a limit measured in the same run. */
    void compare(@Nullable Result real, @Nullable Result limit, double aim) {
        if (real == null || limit == null) {
            return;
        }
        double ratio = real.perSecond() / limit.perSecond();
        verdicts.add(text(
                "%.2f x  %s : %s   (aim: at least %.1f x, %s)",
                ratio, real.name(), limit.name(), aim, ratio >= aim ? "met" : "missed by " + percent(1 - ratio / aim)));
    }

    /** Holds a rate against a number. */
    void rate(@Nullable Result result, double aim) {
        if (result != null) {
            verdicts.add(text(
                    "%,.0f/s  %s   (aim: at least %,.0f/s, %s)",
                    result.perSecond(),
                    result.name(),
                    aim,
                    result.perSecond() >= aim ? "met" : "missed by " + percent(1 - result.perSecond() / aim)));
        }
    }

    /** Latencies to hold others against. */
    void note(Latencies latencies) {
        verdicts.add(latencies.toString());
    }

    void latency(Latencies latencies, double aimMillis) {
        verdicts.add(text(
                "%s   (aim: p99 below %.0f ms, %s)",
                latencies, aimMillis, latencies.p99Millis() < aimMillis ? "met" : "missed"));
    }

    void print(PrintStream out) {
        out.printf(Locale.ROOT, ROW, "", "items", "seconds", "items/s", "CPU us", "in PG");
        for (var result : results) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    result.name(),
                    text("%,d", result.items()),
                    text("%.1f", result.elapsed().toMillis() / 1e3),
                    text("%,.0f", result.perSecond()),
                    text("%.1f", result.cpuMicrosPerItem()),
                    text("%.1f", result.databaseMicrosPerItem()));
        }
        out.println();
        verdicts.forEach(out::println);
    }

    private static String percent(double share) {
        return text("%.0f %%", share * 100);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
