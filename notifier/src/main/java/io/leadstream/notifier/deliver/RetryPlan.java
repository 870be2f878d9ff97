// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: after a time that doubles with each attempt and differs by chance, so that many don't return
 * together, and not before the receiver wants to be asked.
 *
 * @param attempts most attempts in all
 * @param longestAsked most that a receiver's own wish counts
 */
public record RetryPlan(int attempts, Duration first, Duration longest, Duration longestAsked) {

    private static final int MOST_DOUBLINGS = 30;

    boolean givesUpAfter(int attempt) {
        return attempt >= attempts;
    }

    /** How long to wait after the attempt of this number, from 1. */
    Duration waitAfter(int attempt, @Nullable Duration asked, RandomGenerator chance) {
        int doublings = Math.min(Math.max(attempt, 1) - 1, MOST_DOUBLINGS);
        long most = Math.max(1, Math.min(longest.toMillis(), first.toMillis() << doublings));
        Duration own = Duration.ofMillis(most / 2 + chance.nextLong(most - most / 2 + 1));
        if (asked == null) {
            return own;
        }
        Duration heard = asked.compareTo(longestAsked) > 0 ? longestAsked : asked;
        return heard.compareTo(own) > 0 ? heard : own;
    }
}
