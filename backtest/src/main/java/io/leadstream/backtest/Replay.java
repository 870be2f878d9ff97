// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.lead.AvroPersonCodec;
import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.domain.predictive.Traits;
import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.domain.scoring.Merging;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Plays a lead's events through the decisions of the stream, in the order in which they happened, as if the rules had
 * been in force and the lead's ids known to be one all along. For one thread.
 */
final class Replay {

    private final AvroPersonCodec persons = new AvroPersonCodec();
    private final LeadScoring scoring = new LeadScoring(persons);
    private final Merging merging = new Merging(persons);
    private long refused;

    /**
     * How a lead stands after its events; null when it has none that can be taken.
     *
     * @param at the time at which it stands so; null: its newest event's
     */
    @Nullable
    Standing standing(LeadHistory lead, ScoringModel model, @Nullable Instant at) {
        LeadState state = play(lead, model, at);
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
        LeadState state = play(lead, null, null);
        return state == null ? null : scoring.traits(lead.leadId(), state);
    }

    /** Events that the stream would have refused, since a lead has bounds. */
    long refused() {
        return refused;
    }

    private @Nullable LeadState play(LeadHistory lead, @Nullable ScoringModel model, @Nullable Instant at) {
        ReplayedLead played = new ReplayedLead(lead, model, scoring, merging);
        for (HistoryEvent event : lead.events()) {
            try {
                played.take(event);
            } catch (LeadRefusedException e) {
                // Rare, and it spoils the state: what came before is played again, and the rest with copies.
                played = playWithCopies(lead, model);
                break;
            }
        }
        return at == null ? played.state() : played.at(at);
    }

    private ReplayedLead playWithCopies(LeadHistory lead, @Nullable ScoringModel model) {
        var played = new ReplayedLead(lead, model, scoring, merging);
        for (HistoryEvent event : lead.events()) {
            ReplayedLead before = played.copy();
            try {
                played.take(event);
            } catch (LeadRefusedException e) {
                played = before;
                refused++;
            }
        }
        return played;
    }
}
