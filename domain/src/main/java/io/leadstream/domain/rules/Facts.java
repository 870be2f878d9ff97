// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import org.jspecify.annotations.Nullable;

/** What conditions may ask of a lead. */
public interface Facts {

    /**
     * The value of a field, or null when the lead lacks it; a blank text counts as lacking.
     *
     * @param field a name that {@link RuleFields} knows
     * @return a {@link String}, {@link Number}, {@link Boolean}, {@link java.time.Instant}, a not empty list of texts, or
     *     null
     */
    @Nullable
    Object value(String field);

    /** The UTC day from which ages are counted, in days since 1970-01-01. */
    long today();
}
