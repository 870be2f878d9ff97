// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time of this process (services, embedded broker and load generator together) and of the PostgreSQL server
 * that belongs to it. PostgreSQL detaches itself, so it is found by the pid file in its data folder.
 */
final class CpuMeter {

    /** Fields of /proc/PID/stat after the closing bracket of the name: user, system, reaped user, reaped system. */
    private static final int USER_FIELD = 11;

    private static final int TIME_FIELDS = 4;
    /** USER_HZ: fixed at 100 in the kernel's interface on every platform that Java 17 runs on. */
    private static final long MILLIS_PER_TICK = 10;

    private final OperatingSystemMXBean self = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Path databaseDirectory;

    CpuMeter(Path databaseDirectory) {
        this.databaseDirectory = databaseDirectory;
    }

    /** Processor time; only differences mean something. */
    record Reading(Duration process, Duration database) {

        Reading minus(Reading earlier) {
            return new Reading(process.minus(earlier.process), database.minus(earlier.database));
        }

        Duration total() {
            return process.plus(database);
        }
    }

    Reading read() {
        return new Reading(Duration.ofNanos(self.getProcessCpuTime()), databaseTotal());
    }

    private Duration databaseTotal() {
        var sum = Duration.ZERO;
        for (var pid : postmasters().toList()) {
            var postmaster = ProcessHandle.of(pid);
            if (postmaster.isPresent()) {
                var family = Stream.concat(
                        Stream.of(postmaster.get()), postmaster.get().descendants());
                sum = sum.plusMillis(family.mapToLong(CpuMeter::millisOf).sum());
            }
        }
        return sum;
    }

    private Stream<Long> postmasters() {
        if (!Files.isDirectory(databaseDirectory)) {
            return Stream.empty();
        }
        try (var files = Files.walk(databaseDirectory, 3)) {
            return files.filter(file -> file.endsWith("postmaster.pid")).map(CpuMeter::firstLine).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long firstLine(Path pidFile) {
        try (var lines = Files.lines(pidFile)) {
            return Long.parseLong(lines.findFirst().orElseThrow().trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process and what it has reaped: connections that are gone by now were still paid for. */
    private static long millisOf(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = USER_FIELD; field < USER_FIELD + TIME_FIELDS; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks * MILLIS_PER_TICK;
        } catch (NoSuchFileException noProcFileSystem) {
            return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
        } catch (IOException goneBetweenListingAndReading) {
            return 0;
        }
    }
}
