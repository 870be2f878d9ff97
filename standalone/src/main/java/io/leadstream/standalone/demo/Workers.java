// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.demo;

import io.leadstream.standalone.stack.StandaloneException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does pieces of work some at a time; the first that fails ends it all. */
final class Workers implements AutoCloseable {

    private final int count;
    private final ExecutorService threads;
    private final Semaphore room;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    Workers(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
        this.room = new Semaphore(count);
    }

    /** Hands over a piece of work; waits while all hands are full. */
    void give(Runnable work) throws InterruptedException {
        room.acquire();
        check();
        try {
            threads.execute(() -> work(work));
        } catch (RejectedExecutionException e) {
            throw new StandaloneException("stopped before the end", "The same command goes on from here.", e);
        }
    }

    /** Waits until everything that was handed over is done. */
    void finish() throws InterruptedException {
        room.acquire(count);
        room.release(count);
        check();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void work(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } finally {
            room.release();
        }
    }

    private void check() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }
}
