// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.domain.predictive.Traits;
import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.domain.scoring.ScoringOutcome;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays a lead's events through the decisions of the stream, in the order in which they happened, as if the rules had
 * been in force all along. For one thread.
 */
final class Replay {

    private final LeadScoring scoring = new LeadScoring(new PersonBytes());
    private long refused;

    /** How a lead stands after its events; null when it has none that can be taken. */
    @Nullable
    Standing standing(LeadHistory lead, ScoringModel model) {
        LeadState state = play(lead, model);
        return state == null
                ? null
                : new Standing(
                        state.getScore(),
                        state.getTotal(),
                        state.getQualified(),
                        scoring.breakdown(lead.leadId(), state, model).lines());
    }

    /** A lead as models see it after its events; null when it has none that can be taken. */
    @Nullable
    Traits traits(LeadHistory lead) {
        LeadState state = play(lead, null);
        return state == null ? null : scoring.traits(lead.leadId(), state);
    }

    /** Events that the stream would have refused, since a lead has bounds. */
    long refused() {
        return refused;
    }

    private @Nullable LeadState play(LeadHistory lead, @Nullable ScoringModel model) {
        LeadState state = null;
        List<HistoryEvent> events = lead.events();
        for (int i = 0; i < events.size(); i++) {
            try {
                state = take(lead.leadId(), state, events.get(i), model).state();
            } catch (LeadRefusedException e) {
                // Rare, and it spoils the state: what came before is played again, and the rest with copies.
                return playWithCopies(lead, model);
            }
        }
        return state;
    }

    private @Nullable LeadState playWithCopies(LeadHistory lead, @Nullable ScoringModel model) {
        LeadState kept = null;
        for (HistoryEvent event : lead.events()) {
            LeadState copy = kept == null ? null : LeadState.newBuilder(kept).build();
            try {
                kept = take(lead.leadId(), copy, event, model).state();
            } catch (LeadRefusedException e) {
                refused++;
            }
        }
        return kept;
    }

    private ScoringOutcome take(
            String leadId, @Nullable LeadState state, HistoryEvent event, @Nullable ScoringModel model) {
        if (event instanceof HistoryEvent.Captured captured) {
            return scoring.capture(leadId, state, captured.lead(), model);
        }
        HistoryEvent.Did did = (HistoryEvent.Did) event;
        return did.handedOver()
                ? scoring.handover(leadId, state, did.activity(), model)
                : scoring.activity(leadId, state, did.activity(), model);
    }
}
