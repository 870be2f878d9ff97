// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.scoring.RescoreState;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.schemas.state.scoring.BackfillState;
import io.leadstream.schemas.state.scoring.RescoreCursor;
import io.leadstream.schemas.state.scoring.TopicBackfill;
import java.time.Instant;
import java.util.function.Consumer;

/** Tells how far a task is with a version: at the start, at most once a second while it works, and at the end. */
final class RescoreProgress {

    private static final long PAUSE_MILLIS = 1_000;

    private final int partition;
    private final Consumer<ScoringProgress> told;
    private long toldAt;
    private int waiting;

    RescoreProgress(int partition, Consumer<ScoringProgress> told) {
        this.partition = partition;
        this.told = told;
    }

    /** The version was taken up. */
    void started(RescoreCursor cursor, long now) {
        waiting = 0;
        tell(cursor, RescoreState.RESCORING, now);
    }

    /** A slice was worked on, and there is more to do. */
    void moved(RescoreCursor cursor, long now) {
        if (waiting == 0 && now - toldAt >= PAUSE_MILLIS) {
            tell(cursor, RescoreState.RESCORING, now);
        }
    }

    /** Every lead was looked at. */
    void done(RescoreCursor cursor, long now) {
        // While a newer version waits, that is what there is to tell.
        if (waiting == 0) {
            tell(cursor, RescoreState.DONE, now);
        }
    }

    /**
     * A version waits for its measures to be counted back.
     *
     * @param active the version in force
     * @param first whether it has only now begun
     */
    void backfilling(int version, int active, BackfillState state, long now, boolean first) {
        waiting = version;
        if (!first && now - toldAt < PAUSE_MILLIS) {
            return;
        }
        toldAt = now;
        long read = 0;
        long all = 0;
        for (TopicBackfill part : state.getTopics()) {
            read += part.getNext();
            all += Math.max(part.getNext(), part.getUntil());
        }
        told.accept(new ScoringProgress(
                partition,
                version,
                active,
                RescoreState.BACKFILLING,
                read,
                all,
                Instant.ofEpochMilli(state.getStartedAt()),
                Instant.ofEpochMilli(now)));
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
