// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server process that a data folder names in {@code postmaster.pid}. It outlives a killed parent, and
 * would keep a new one from starting.
 */
final class Postmaster {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final String PID_FILE = "postmaster.pid";

    private Postmaster() {}

    /**
     * Ends the server that a dead process left behind on this cluster. The caller holds the folder, so no living one
     * owns it.
     */
    static void endOrphan(Path cluster) {
        Path file = cluster.resolve(PID_FILE);
        Optional<ProcessHandle> found = process(file);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle process = found.get();
        if (!isPostgres(process)) {
            // The number went to another process; PostgreSQL would take that one for itself and refuse.
            delete(file);
            return;
        }
        log.info("ending the PostgreSQL server {} that a killed process left behind", process.pid());
        // Fast: ends sessions and writes a checkpoint; then immediate: ends at once and recovers at the next start.
        if (!signal(process, "INT", 10) && !signal(process, "QUIT", 5)) {
            process.destroyForcibly();
            if (!gone(process, 5)) {
                throw new EmbeddedException(
                        EmbeddedException.Kind.FOLDER_IN_USE,
                        "PostgreSQL process " + process.pid() + " works on " + cluster + " and can't be ended: end it"
                                + " by hand");
            }
        }
    }

    private static Optional<ProcessHandle> process(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.isEmpty() || !lines.get(0).trim().matches("\\d{1,10}")) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    private static boolean signal(ProcessHandle process, String signal, int seconds) {
        try {
            // Java itself can only send TERM, on which PostgreSQL waits for its clients, and KILL.
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor(seconds, TimeUnit.SECONDS);
            return gone(process, seconds);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean gone(ProcessHandle process, int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
