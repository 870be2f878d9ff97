// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import org.jspecify.annotations.Nullable;

/**
 * An explicit answer to an opt-in.
 *
 * @param optedIn the answer
 * @param where where it was given; null when nobody said so
 */
record Answer(boolean optedIn, @Nullable String where) {

    /** The answer that holds: the later one by event time; of two at the same time the one that opts out. */
    static Marked<Answer> ruling(@Nullable Marked<Answer> known, Marked<Answer> next) {
        if (known == null || next.mark().at() > known.mark().at()) {
            return next;
        }
        if (next.mark().at() < known.mark().at()) {
            return known;
        }
        if (next.value().optedIn() != known.value().optedIn()) {
            return next.value().optedIn() ? known : next;
        }
        return Marked.later(known, next);
    }
}
