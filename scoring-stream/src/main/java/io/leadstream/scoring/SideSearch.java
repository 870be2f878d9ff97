// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A search on a thread beside the stream's. It hands over through a short queue, so that it never runs far ahead, and tries
 * again for ever when brokers or registry are away: nobody waits for it but the version of the rules that needs it.
 */
final class SideSearch<T> implements RecordedActivities.Search<T> {

    private static final Logger log = LoggerFactory.getLogger(SideSearch.class);
    private static final int AHEAD = 2;
    private static final long PATIENCE_MILLIS = 250;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;

    private final BlockingQueue<T> results = new ArrayBlockingQueue<>(AHEAD);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String name;

    /** One attempt at the work; what it has handed over before it failed need not come again. */
    interface Attempt<T> {

        /** Returns when there is no more to do, or soon after the search was closed. */
        void run(SideSearch<T> search) throws InterruptedException;
    }

    private SideSearch(String name) {
        this.name = name;
    }

    /** Starts a search as soon as a thread is free. */
    static <T> SideSearch<T> start(String name, ExecutorService threads, Attempt<T> attempt) {
        var search = new SideSearch<T>(name);
        threads.execute(() -> search.work(attempt));
        return search;
    }

    @Override
    public @Nullable T next() {
        return results.poll();
    }

    /** Hands a result over; waits while the stream has not fetched those before. */
    void give(T result) throws InterruptedException {
        while (!results.offer(result, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            if (isClosed()) {
                return;
            }
        }
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits a little; returns at once when the search is closed. */
    void pause(long millis) throws InterruptedException {
        if (closed.await(millis, TimeUnit.MILLISECONDS)) {
            log.debug("{}: closed", name);
        }
    }

    @Override
    public void close() {
        // Not by an interrupt, which a consumer that is being closed takes for a failure.
        closed.countDown();
    }

    private void work(Attempt<T> attempt) {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (!isClosed()) {
                try {
                    attempt.run(this);
                    return;
                } catch (KafkaException e) {
                    log.warn("{} is held up and goes on trying: {}", name, e.toString());
                }
                pause(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("{} failed; the version of the rules that needs it stays pending", name, e);
        }
    }
}
