// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.scoring.Merging.Departure;
import io.leadstream.domain.scoring.ScoringOutcome;
import io.leadstream.runtime.streams.CommitPace;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MergedPart;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps and tells what was decided of a lead. */
final class LeadOutput {

    private final ProcessorContext<String, SpecificRecord> context;
    private final KeyValueStore<String, LeadState> leads;
    private final DueTimers timers;
    private final ScoringMeters meters;
    private final CommitPace pace;

    LeadOutput(
            ProcessorContext<String, SpecificRecord> context,
            KeyValueStore<String, LeadState> leads,
            DueTimers timers,
            ScoringMeters meters,
            CommitPace pace) {
        this.context = context;
        this.leads = leads;
        this.timers = timers;
        this.meters = meters;
        this.pace = pace;
    }

    void keep(String leadId, ScoringOutcome outcome) {
        leads.put(leadId, outcome.state());
        if (outcome.dueDay() != ScoringOutcome.NEVER) {
            timers.set(outcome.dueDay(), leadId);
        }
    }

    void tell(String leadId, ScoringOutcome outcome, long timestamp, long arrivedAt) {
        for (ScoreChanged change : outcome.scores()) {
            change.setDecidedAt(Instant.ofEpochMilli(context.currentSystemTimeMs()));
            context.forward(new Record<>(leadId, change, timestamp), ScoringTopology.SCORES_SINK);
            meters.scoreChanges.increment();
        }
        LeadProfile profile = outcome.profile();
        if (profile != null) {
            context.forward(new Record<>(leadId, profile, timestamp), ScoringTopology.PROFILES_SINK);
        }
        if (outcome.becameReady()) {
            pace.urgent(context, arrivedAt);
        }
        if (outcome.qualifiedNow()) {
            meters.qualifications.increment();
        }
    }

    /** Keeps what is left of a lead that is part of another, and sends the rest there. */
    void depart(String leadId, Departure departure, long timestamp) {
        leads.put(leadId, departure.state());
        LeadProfile farewell = departure.farewell();
        if (farewell != null) {
            context.forward(new Record<>(leadId, farewell, timestamp), ScoringTopology.PROFILES_SINK);
        }
        MergedPart part = departure.part();
        if (part != null) {
            context.forward(new Record<>(departure.intoLeadId(), part, timestamp), ScoringTopology.MERGED_SINK);
        }
    }

    void tellProgress(ScoringProgress progress) {
        String partition = Integer.toString(progress.getPartition());
        context.forward(
                new Record<>(partition, progress, progress.getUpdatedAt().toEpochMilli()),
                ScoringTopology.PROGRESS_SINK);
        meters.rescoring(progress);
    }
}
