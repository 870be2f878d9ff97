// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import java.util.Optional;

/**
 * What became of a caller's text: a value, or a refusal with a stable code.
 *
 * @param <T> the value's type
 */
public sealed interface Checked<T> {

    /** The value, or empty when it was refused. */
    Optional<T> value();

    /** The text was good. */
    record Valid<T>(T accepted) implements Checked<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(accepted);
        }
    }

    /**
     * The text was refused.
     *
     * @param code stable, such as {@code email_invalid}
     * @param message the reason and the fix in words; never repeats the text itself
     */
    record Refused<T>(String code, String message) implements Checked<T> {
        @Override
        public Optional<T> value() {
            return Optional.empty();
        }
    }
}
