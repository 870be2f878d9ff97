// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.state.scoring.Stub;
import org.jspecify.annotations.Nullable;

/** What activities tell of a lead that was never captured; the same for the same activities in any order. */
final class Stubs {

    private Stubs() {}

    /** What one activity tells. */
    static Stub of(Activity activity) {
        return new Stub(
                activity.getSource(),
                activity.getOccurredAt().toEpochMilli(),
                activity.getEventId(),
                activity.getEmail(),
                activity.getPhone());
    }

    /** What both tell; null when neither tells anything. */
    static @Nullable Stub unite(@Nullable Stub one, @Nullable Stub other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Stub first = comesBefore(one, other) ? one : other;
        return new Stub(
                first.getSource(),
                first.getAt(),
                first.getEventId(),
                either(one.getEmail(), other.getEmail()),
                either(one.getPhone(), other.getPhone()));
    }

    private static boolean comesBefore(Stub one, Stub other) {
        return one.getAt() != other.getAt()
                ? one.getAt() < other.getAt()
                : one.getEventId().compareTo(other.getEventId()) < 0;
    }

    /** Of two phones of one person either will do, as long as it is the same one in any order. */
    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
