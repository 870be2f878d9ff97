// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of event time.
 *
 * @param from its first instant; null for the beginning
 * @param to the first instant behind it; null for no end
 */
public record Span(@Nullable Instant from, @Nullable Instant to) {

    /** All of time. */
    public static final Span ALL = new Span(null, null);

    /** Whether an instant lies in it. */
    public boolean holds(Instant time) {
        return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
    }
}
