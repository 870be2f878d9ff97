// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.rules.JsonScalar;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A custom field of the lead that tells what came of it.
 *
 * @param name of the custom field, without {@code custom.}
 */
public record OutcomeField(String name) {

    private static final Set<String> YES = Set.of("1", "true", "yes", "y", "won", "converted");
    private static final Set<String> NO = Set.of("", "0", "false", "no", "n", "lost", "not converted");

    /** Whether words tell of a won lead; null when they tell neither that nor the opposite. */
    public static @Nullable Boolean told(String words) {
        String word = words.strip().toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return true;
        }
        return NO.contains(word) ? false : null;
    }

    /** What the newest capture with the field tells; without one the lead was not won. */
    boolean won(List<HistoryEvent> events) {
        Instant newest = Instant.MIN;
        boolean won = false;
        for (HistoryEvent event : events) {
            if (event instanceof HistoryEvent.Captured captured
                    && !event.occurredAt().isBefore(newest)) {
                Object value =
                        JsonScalar.parse(captured.lead().getCustomFields().get(name));
                if (value != null) {
                    newest = event.occurredAt();
                    won = Boolean.TRUE.equals(told(String.valueOf(value)));
                }
            }
        }
        return won;
    }

    @Override
    public String toString() {
        return "custom." + name;
    }
}
