// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import java.time.Duration;

/**
 * The instant by which timers of a task fire. It is the wall clock, but while records are read that arrived earlier,
 * after a stop, it is the arrival of the newest one: an acceptance that was taken in time must not find its offer
 * expired, nor an absence its owner with a new lead, only because nobody was there to read it.
 */
final class TimerClock {

    /** A task that read nothing for so long has nothing left to read, or what it reads is new. */
    private static final long QUIET = Duration.ofSeconds(2).toMillis();

    /** The answer of a task that has read nothing yet, but soon may. */
    static final long NOTHING_DUE = Long.MIN_VALUE;

    private boolean read = true;
    private long quietSince = Long.MIN_VALUE;
    private long newest = NOTHING_DUE;

    /** A record was read that arrived at the given instant. */
    void read(long arrivedAt) {
        read = true;
        newest = Math.max(newest, arrivedAt);
    }

    /** The instant up to which timers are due. Called at every tick. */
    long now(long wallClock) {
        if (read) {
            read = false;
            quietSince = wallClock;
        }
        boolean upToDate = newest >= wallClock - QUIET || wallClock - quietSince >= QUIET;
        return upToDate ? wallClock : newest;
    }
}
