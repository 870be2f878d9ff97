// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.scoring.RescoreState;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.schemas.state.scoring.RescoreCursor;
import java.time.Instant;
import java.util.function.Consumer;

/** Tells how far a task is with a version: at the start, at most once a second while it works, and at the end. */
final class RescoreProgress {

    private static final long PAUSE_MILLIS = 1_000;

    private final int partition;
    private final Consumer<ScoringProgress> told;
    private long toldAt;

    RescoreProgress(int partition, Consumer<ScoringProgress> told) {
        this.partition = partition;
        this.told = told;
    }

    /** The version was taken up. */
    void started(RescoreCursor cursor, long now) {
        tell(cursor, RescoreState.RESCORING, now);
    }

    /** A slice was worked on, and there is more to do. */
    void moved(RescoreCursor cursor, long now) {
        if (now - toldAt >= PAUSE_MILLIS) {
            tell(cursor, RescoreState.RESCORING, now);
        }
    }

    /** Every lead was looked at. */
    void done(RescoreCursor cursor, long now) {
        tell(cursor, RescoreState.DONE, now);
    }

    private void tell(RescoreCursor cursor, RescoreState state, long now) {
        toldAt = now;
        told.accept(new ScoringProgress(
                partition,
                cursor.getTargetVersion(),
                cursor.getTargetVersion(),
                state,
                cursor.getVisited(),
                cursor.getLeads(),
                Instant.ofEpochMilli(cursor.getStartedAt()),
                Instant.ofEpochMilli(now)));
    }
}
