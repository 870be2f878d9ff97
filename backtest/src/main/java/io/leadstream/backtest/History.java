// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The recorded past, lead by lead. Reading it changes nothing. */
public interface History {

    /** Hands every lead over once, in any order; none without an event. */
    void read(Consumer<LeadHistory> reader);

    /** Records that were skipped while reading since nothing can be made of them. */
    default long unreadable() {
        return 0;
    }

    /**
     * The time at which leads are looked at, as the stream would have them then; null: each at its own newest event, since
     * today's date says nothing about the history.
     */
    default @Nullable Instant standsAt() {
        return null;
    }

    /** Where it comes from, in words. */
    String origin();

    /** What a won lead is, in words. */
    String outcome();
}
