// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import java.time.Duration;

/** Wall clock and processor time from its making on. */
final class Stopwatch {

    private final CpuMeter cpu;
    private final CpuMeter.Reading cpuAtStart;
    private final long nanosAtStart;

    private Stopwatch(CpuMeter cpu) {
        this.cpu = cpu;
        this.cpuAtStart = cpu.read();
        this.nanosAtStart = System.nanoTime();
    }

    static Stopwatch start(CpuMeter cpu) {
        return new Stopwatch(cpu);
    }

    Result stop(String name, long items) {
        var elapsed = Duration.ofNanos(System.nanoTime() - nanosAtStart);
        return new Result(name, items, elapsed, cpu.read().minus(cpuAtStart));
    }
}
