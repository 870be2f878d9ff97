// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import org.jspecify.annotations.Nullable;

/** A value with its mark. */
record Marked<T>(T value, Mark mark) {

    /** The one of two that came later by its mark. */
    static <T> Marked<T> later(@Nullable Marked<T> known, Marked<T> next) {
        return known == null || next.mark.compareTo(known.mark) > 0 ? next : known;
    }

    /** The one of two that came earlier by its mark. */
    static <T> Marked<T> earlier(@Nullable Marked<T> known, Marked<T> next) {
        return known == null || next.mark.compareTo(known.mark) < 0 ? next : known;
    }
}
