// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import java.util.function.Consumer;

/** The recorded past, lead by lead. Reading it changes nothing. */
public interface History {

    /** Hands every lead over once, in any order; none without an event. */
    void read(Consumer<LeadHistory> reader);

    /** Records that were skipped while reading since nothing can be made of them. */
    default long unreadable() {
        return 0;
    }

    /** Where it comes from, in words. */
    String origin();

    /** What a won lead is, in words. */
    String outcome();
}
