// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.schemas.assignment.RefusalCode;
import org.jspecify.annotations.Nullable;

/** What becomes of a command. */
sealed interface Verdict {

    /**
     * It was carried out.
     *
     * @param resultId id of what it made
     */
    record Accepted(@Nullable String resultId) implements Verdict {}

    /**
     * It was refused and changes nothing.
     *
     * @param code why
     * @param detail what is missing or in the way
     */
    record Refused(RefusalCode code, String detail) implements Verdict {}
}
