// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Latencies of a run, sorted, in nanoseconds. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Latencies(String name, long[] sortedNanos) {

    static Latencies of(String name, long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latencies(name, sorted);
    }

    double p50Millis() {
        return quantileMillis(0.50);
    }

    double p99Millis() {
        return quantileMillis(0.99);
    }

    private double quantileMillis(double quantile) {
        int rank = (int) Math.ceil(quantile * sortedNanos.length);
        return sortedNanos[Math.max(0, rank - 1)] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: p50 %.0f ms, p99 %.0f ms, max %.0f ms over %,d",
                name,
                p50Millis(),
                p99Millis(),
                quantileMillis(1),
                sortedNanos.length);
    }
}
