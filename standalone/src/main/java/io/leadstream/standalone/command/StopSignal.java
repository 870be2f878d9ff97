// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.stack.LocalStack;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as a wish rather than an end: while this is open, the process goes on until its work is put away,
 * and then ends with exit code 0.
 */
final class StopSignal implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch putAway = new CountDownLatch(1);
    private volatile int code;
    private volatile boolean mayInterrupt;
    private final Thread worker = Thread.currentThread();
    private final Thread hook = new Thread(this::onSignal, "stop");

    private StopSignal() {}

    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /**
     * From now on a signal wakes the thread that installed this; before, it only says so, for a server that is just
     * starting doesn't bear it.
     */
    void mayInterrupt() {
        mayInterrupt = true;
        if (isWanted()) {
            worker.interrupt();
        }
    }

    /** The exit code when the process ends by a signal. */
    void codeIs(int exitCode) {
        code = exitCode;
    }

    boolean isWanted() {
        return wanted.getCount() == 0;
    }

    /** Waits until somebody wants a stop; gives 1 when a service failed before. */
    int await(LocalStack stack, Terminal terminal) {
        try {
            while (!wanted.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                Exception failure = stack.failure();
                if (failure != null) {
                    Commands.tell(terminal, failure);
                    return Commands.FAILED;
                }
            }
        } catch (InterruptedException e) {
            // The signal woke us.
            Thread.interrupted();
        }
        terminal.blank();
        terminal.line(Paint.QUIET, "  Stopping ...");
        return 0;
    }

    @Override
    public void close() {
        putAway.countDown();
        if (!isWanted()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void onSignal() {
        wanted.countDown();
        if (mayInterrupt) {
            worker.interrupt();
        }
        boolean clean = false;
        try {
            clean = putAway.await(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(clean ? code : Commands.FAILED);
    }
}
