// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From one recycling of a lead to the next: in each it can qualify once. When it began and whether the lead rests follows
 * from the set of events and the rules alone, so it is the same in any order and however leads were merged.
 */
final class Cycle {

    private final LeadState state;
    private final @Nullable ScoringModel model;

    Cycle(LeadState state, @Nullable ScoringModel model) {
        this.state = state;
        this.model = model;
    }

    /**
     * A new cycle begins: what the lead was qualified for is over. A recycling that is older than one before was over when
     * that came.
     *
     * @return whether it is the newest
     */
    boolean begin(Instant at) {
        state.setCycle(state.getCycle() + 1);
        Long known = state.getRecycledAt();
        boolean newest = known == null || at.toEpochMilli() > known;
        if (newest) {
            state.setRecycledAt(at.toEpochMilli());
            qualifiedSince(state.getQualifiedAt(), null);
        }
        return newest;
    }

    /** Keeps the earlier of two qualifications, if they are of this cycle and the lead doesn't rest. */
    void qualifiedSince(@Nullable Long one, @Nullable Long other) {
        rest();
        Long recycledAt = state.getRecycledAt();
        Long first = null;
        for (Long at : Arrays.asList(one, other)) {
            // At the same time: by the recycling itself, of a lead that had been awakened before it came.
            boolean counts = at != null && !state.getResting() && (recycledAt == null || at >= recycledAt);
            first = counts && (first == null || at < first) ? at : first;
        }
        state.setQualified(first != null);
        state.setQualifiedAt(first);
    }

    /** A recycled lead rests unless it did something newer that there are points for, or came by chat, whichever arrived first. */
    void rest() {
        Long recycledAt = state.getRecycledAt();
        state.setResting(recycledAt != null && !chatsNow() && (model == null || !model.winsAfter(state, recycledAt)));
    }

    /** Whether a score qualifies the lead now; from then on it is. */
    boolean qualifies(int score, ScoringModel rules, Cause cause) {
        boolean now = !state.getQualified()
                && !state.getResting()
                && score >= rules.rules().getQualifyAt();
        if (now) {
            state.setQualified(true);
            state.setQualifiedAt(cause.receivedAt().toEpochMilli());
        }
        return now;
    }

    /** Whether the lead goes to sales with a score. */
    boolean goesToSales(int score, ScoringModel rules) {
        return state.getQualified()
                || (!state.getResting() && (score >= rules.rules().getSalesAt() || chatsNow()));
    }

    /** Whether a chat came in this cycle. */
    private boolean chatsNow() {
        Long chatAt = state.getChatAt();
        Long recycledAt = state.getRecycledAt();
        return chatAt != null && (recycledAt == null || chatAt > recycledAt);
    }
}
