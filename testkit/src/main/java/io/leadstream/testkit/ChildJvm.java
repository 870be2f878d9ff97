// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A main class in a process of its own, with this JVM's class path: to be watched, stopped or killed. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final Path output;

    private ChildJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it with a heap of 256 MB, compiled quickly as tests themselves are, and with nothing of this process's
     * environment that could configure it.
     */
    public static ChildJvm start(Class<?> main, Map<String, String> environment, List<String> args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(args);
        try {
            Path output = Files.createTempFile("leadstream-child-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("KAFKA_") || name.startsWith("SCHEMA_"));
            builder.environment().putAll(environment);
            return new ChildJvm(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything it has printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until its output is as wanted; fails when it ends before. */
    public void awaitOutput(Duration patience, Predicate<String> wanted) {
        Awaitility.await("output of a child process")
                .atMost(patience)
                .until(() -> wanted.test(output()) || !process.isAlive());
        if (!wanted.test(output())) {
            throw new AssertionError("the process ended before; it printed:\n" + output());
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Asks it to stop (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Ends it without a chance to do anything (SIGKILL), and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(10));
    }

    /** Gives it this long to end by itself; true when it has ended. */
    public boolean awaitExit(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it ends by itself and returns the exit code. */
    public int exitCode(Duration patience) {
        if (!awaitExit(patience)) {
            throw new AssertionError("the process still runs after " + patience + "; it printed:\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
