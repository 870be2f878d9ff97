// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.state.assignment.StaffAbsence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is away by command, whatever the calendars say. */
@FunctionalInterface
interface Absences {

    /** The absence that was ordered last; absent for who is back or never went. */
    @Nullable
    StaffAbsence of(String representativeId);

    /** Whether somebody is away at the instant. */
    default boolean away(String representativeId, Instant at) {
        StaffAbsence absence = of(representativeId);
        return absence != null && (absence.getUntil() == null || at.isBefore(absence.getUntil()));
    }

    /** When an absence that holds at the instant ends by itself; absent when only a command ends it. */
    default @Nullable Instant until(String representativeId) {
        StaffAbsence absence = of(representativeId);
        return absence == null ? null : absence.getUntil();
    }
}
