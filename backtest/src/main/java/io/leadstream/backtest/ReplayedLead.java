// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.domain.scoring.Measures;
import io.leadstream.domain.scoring.Merging;
import io.leadstream.domain.scoring.Merging.Departure;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.domain.scoring.ScoringOutcome;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MergedPart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A lead while it is played, with what is left of those that became part of it. */
final class ReplayedLead {

    private final LeadHistory lead;
    private final @Nullable ScoringModel model;
    private final Measures measures;
    private final LeadScoring scoring;
    private final Merging merging;
    private final Map<String, LeadState> gone = new HashMap<>();
    private @Nullable LeadState state;

    ReplayedLead(LeadHistory lead, @Nullable ScoringModel model, LeadScoring scoring, Merging merging) {
        this.lead = lead;
        this.model = model;
        this.measures = model == null ? Measures.NONE : model.measures();
        this.scoring = scoring;
        this.merging = merging;
        lead.links().forEach((from, into) -> {
            var link = new LeadLink(from, into, "", Instant.EPOCH, Instant.EPOCH);
            gone.put(
                    from,
                    Objects.requireNonNull(merging.leave(from, null, link, measures))
                            .state());
        });
    }

    /** The same apart. */
    ReplayedLead copy() {
        var copy = new ReplayedLead(lead, model, scoring, merging);
        LeadState known = state;
        copy.state = known == null ? null : LeadState.newBuilder(known).build();
        gone.forEach((id, stub) -> copy.gone.put(id, LeadState.newBuilder(stub).build()));
        return copy;
    }

    /**
     * Lets it take an event.
     *
     * @throws io.leadstream.domain.lead.LeadRefusedException when it would grow past its bounds; then it is spoilt
     */
    void take(HistoryEvent event) {
        SpecificRecord coming = event.record();
        String to = event.leadId();
        for (LeadState stub = gone.get(to); stub != null; stub = gone.get(to)) {
            Departure on = coming instanceof MergedPart part
                    ? merging.pass(to, stub, part)
                    : merging.follow(to, stub, coming, event.handedOver(), measures);
            coming = Objects.requireNonNull(on.part());
            to = on.intoLeadId();
        }
        boolean handedOver = event.handedOver() && coming == event.record();
        state = scoring.take(lead.leadId(), state, coming, handedOver, model, measures)
                .state();
    }

    /** How it is after the events so far; null when it has not done anything yet. */
    @Nullable
    LeadState state() {
        LeadState known = state;
        return known == null || !LeadScoring.isKnown(known) ? null : known;
    }

    /** How it is once timers have fired up to a time. */
    @Nullable
    LeadState at(Instant time) {
        int day = (int) LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
        LeadState known = state();
        while (known != null && known.getDueDay() <= day) {
            ScoringOutcome outcome = scoring.timer(lead.leadId(), known, known.getDueDay(), time, model, measures);
            known = Objects.requireNonNull(outcome).state();
        }
        return known;
    }
}
