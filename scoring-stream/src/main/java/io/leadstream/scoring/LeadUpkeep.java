// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.domain.scoring.Merging;
import io.leadstream.domain.scoring.Merging.Departure;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.domain.scoring.ScoringOutcome;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What is done to leads without an event of theirs, in slices: timers that are due, and newer rules. */
final class LeadUpkeep {

    /** Timers between two looks at the clock; so many are fired in any slice. */
    private static final int TIMERS_AT_ONCE = 20;

    private final LeadScoring scoring;
    private final Merging merging;
    private final KeyValueStore<String, LeadState> leads;
    private final DueTimers timers;
    private final RescoreSweep sweep;
    private final MeasureLedger ledger;
    private final Supplier<@Nullable ScoringModel> inForce;
    private final LeadOutput output;
    private final ScoringMeters meters;

    LeadUpkeep(
            LeadScoring scoring,
            Merging merging,
            KeyValueStore<String, LeadState> leads,
            DueTimers timers,
            RescoreSweep sweep,
            MeasureLedger ledger,
            Supplier<@Nullable ScoringModel> inForce,
            LeadOutput output,
            ScoringMeters meters) {
        this.scoring = scoring;
        this.merging = merging;
        this.leads = leads;
        this.timers = timers;
        this.sweep = sweep;
        this.ledger = ledger;
        this.inForce = inForce;
        this.output = output;
        this.meters = meters;
    }

    /**
     * Fires timers that are due: some at least, so that they are never put off without end.
     *
     * @param end the {@link System#nanoTime()} at which to stop
     */
    void fireTimers(long now, long end, int most) {
        Instant at = Instant.ofEpochMilli(now);
        int today = (int) LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
        int left = most;
        do {
            List<DueTimers.Due> due = timers.take(today, Math.min(left, TIMERS_AT_ONCE));
            for (DueTimers.Due timer : due) {
                fire(timer, at);
            }
            left = due.size() < TIMERS_AT_ONCE ? 0 : left - due.size();
        } while (left > 0 && System.nanoTime() - end < 0);
    }

    private void fire(DueTimers.Due timer, Instant at) {
        LeadState before = leads.get(timer.leadId());
        ScoringOutcome outcome = before == null
                ? null
                : scoring.timer(timer.leadId(), before, timer.day(), at, inForce.get(), ledger.counted());
        if (outcome != null) {
            output.keep(timer.leadId(), outcome);
            output.tell(timer.leadId(), outcome, at.toEpochMilli(), at.toEpochMilli());
            meters.timers.increment();
        }
    }

    /** Brings some leads to the rules in force. */
    void rescore(long now, long end) {
        ScoringModel model = inForce.get();
        if (model != null) {
            Instant at = Instant.ofEpochMilli(now);
            int visited = sweep.slice(now, end, (leadId, before) -> {
                if (Merging.isGone(before)) {
                    handOver(leadId, before, at);
                } else if (!model.wasAppliedTo(before)) {
                    ScoringOutcome outcome = scoring.rescore(leadId, before, model, ledger.counted(), at);
                    output.keep(leadId, outcome);
                    output.tell(leadId, outcome, now, now);
                }
            });
            meters.rescored.increment(visited);
        }
    }

    private void handOver(String leadId, LeadState gone, Instant at) {
        Departure departure = merging.settle(leadId, gone, ledger.counted(), at);
        if (departure != null) {
            output.depart(leadId, departure, at.toEpochMilli());
        }
    }
}
