// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import java.time.Duration;

/**
 * What one run measured.
 *
 * @param name what ran, as people read it
 * @param items how many activities, records or requests
 * @param elapsed from the first to the last of them
 * @param cpu processor time of services, broker and load generator, and of the database
 */
record Result(String name, long items, Duration elapsed, CpuMeter.Reading cpu) {

    double perSecond() {
        return items / seconds(elapsed);
    }

    double cpuMicrosPerItem() {
        return seconds(cpu.total()) * 1e6 / items;
    }

    /** PostgreSQL's part of {@link #cpuMicrosPerItem}. */
    double databaseMicrosPerItem() {
        return seconds(cpu.database()) * 1e6 / items;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
