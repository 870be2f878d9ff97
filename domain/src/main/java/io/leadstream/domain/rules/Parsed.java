// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a file: a value, or every mistake in it.
 *
 * @param value null when there are mistakes
 * @param mistakes in the order of the file; empty when there is a value
 */
public record Parsed<T>(@Nullable T value, List<Mistake> mistakes) {

    /** The value when nothing was found wrong. */
    public static <T> Parsed<T> of(T value, List<Mistake> mistakes) {
        return mistakes.isEmpty() ? new Parsed<>(value, List.of()) : new Parsed<>(null, List.copyOf(mistakes));
    }

    /**
     * The value.
     *
     * @throws IllegalStateException naming every mistake, when there are any
     */
    public T orThrow() {
        if (value == null) {
            throw new IllegalStateException(mistakes.stream()
                    .map(Mistake::toString)
                    .reduce((a, b) -> a + System.lineSeparator() + b)
                    .orElse(""));
        }
        return value;
    }
}
