// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentKind;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The words for what can be told: kinds of assignments and of alerts, in lower case. */
public final class Kinds {

    /** Every word. */
    public static final Set<String> ALL = all();

    /** What has somebody to write to: who waits in a queue has no owner, and if it takes too long an alert tells it. */
    public static final Set<String> BY_MAIL = without("queued");

    /** What somebody has to act on. */
    public static final List<String> TO_ACT_ON = List.of(
            "assigned",
            "accept_halfway",
            "accept_late",
            "touch_overdue",
            "queue_aged",
            "escalated",
            "no_possible_owner");

    private Kinds() {}

    /** The word of a kind. */
    static String of(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Set<String> without(String left) {
        Set<String> words = new LinkedHashSet<>(ALL);
        words.remove(left);
        return Collections.unmodifiableSet(words);
    }

    private static Set<String> all() {
        Set<String> words = new LinkedHashSet<>();
        Stream.<Enum<?>>concat(Stream.of(AssignmentKind.values()), Stream.of(AlertKind.values()))
                .map(Kinds::of)
                .filter(word -> !word.equals("unknown"))
                .forEach(words::add);
        return Collections.unmodifiableSet(words);
    }
}
