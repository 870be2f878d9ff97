// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.domain.lead.PersonCodec;
import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.domain.scoring.Merging;
import io.leadstream.domain.scoring.Merging.Departure;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.domain.scoring.ScoringOutcome;
import io.leadstream.runtime.streams.BackgroundTime;
import io.leadstream.runtime.streams.CommitPace;
import io.leadstream.runtime.streams.RecordRefusedException;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MergedPart;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.scoring.RecordedActivities.Place;
import io.micrometer.core.instrument.Counter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** One lead, one record: reads it, lets an event change it once, writes it, and tells what came of it. */
final class ScoreLeadProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** Timers between two looks at the clock. */
    private static final int TIMERS_AT_ONCE = 20;

    private final ScoringConfig config;
    private final ScoringMeters meters;
    private final LeadScoring scoring;
    private final Merging merging;
    private final RecordedActivities history;
    private final BackgroundTime background;
    private final CommitPace pace;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, LeadState> leads;
    private LeadSeen seen;
    private DueTimers timers;
    private RulesInForce rules;
    private MeasureLedger ledger;
    private Backfill backfill;
    private ModelInForce predictive;
    private RescoreSweep sweep;

    ScoreLeadProcessor(
            ScoringConfig config,
            ScoringMeters meters,
            PersonCodec persons,
            RecordedActivities history,
            BackgroundTime background,
            CommitPace pace) {
        this.config = config;
        this.meters = meters;
        this.history = history;
        this.background = background;
        this.pace = pace;
        this.scoring = new LeadScoring(persons);
        this.merging = new Merging(persons);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        leads = context.getStateStore(StoreNames.LEAD);
        seen = new LeadSeen(context.getStateStore(StoreNames.SEEN_EVENT), config.dedupeWindow());
        timers = new DueTimers(context.getStateStore(StoreNames.DUE_TIMER));
        rules = new RulesInForce(context.getStateStore(StoreNames.RULE_SET));
        predictive = new ModelInForce(context.getStateStore(StoreNames.PREDICTIVE_MODEL));
        int partition = context.taskId().partition();
        var progress = new RescoreProgress(partition, this::tellProgress);
        ledger = new MeasureLedger(context.getStateStore(StoreNames.MEASURE_BOOK), rules);
        backfill = new Backfill(
                partition,
                rules,
                ledger,
                leads,
                new BackfillSeen(context.getStateStore(StoreNames.BACKFILL_SEEN), config.dedupeWindow()),
                history,
                progress,
                config.sliceKeys());
        sweep = new RescoreSweep(leads, context.getStateStore(StoreNames.RESCORE_CURSOR), progress, config.sliceKeys());
        context.schedule(config.sweepInterval(), PunctuationType.WALL_CLOCK_TIME, this::workInBackground);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        if (ledger.backfill() != null) {
            ledger.arrived(place.topic(), place.offset());
        }
        if (record.value() instanceof Activity activity) {
            boolean handedOver = place.topic().equals(Topics.IDENTIFIED_ACTIVITIES.name());
            take(
                    record,
                    activity.getEventId(),
                    activity.getReceivedAt().toEpochMilli(),
                    handedOver ? meters.handovers : meters.activities);
        } else if (record.value() instanceof CapturedLead capture) {
            take(record, capture.getEventId(), capture.getReceivedAt().toEpochMilli(), meters.captures);
        } else if (record.value() instanceof MergedPart part) {
            takeIn(record, part);
        } else if (record.value() instanceof LeadLink link) {
            leave(record, link);
        } else if (record.value() instanceof LeadCommand command) {
            if (command.getOrder() instanceof AdjustScore) {
                take(
                        record,
                        ordered(command.getCommandId()),
                        command.getReceivedAt().toEpochMilli(),
                        meters.commands);
            }
        } else if (record.value() instanceof CommandOutcome outcome) {
            if (LeadScoring.recycles(outcome)) {
                take(record, ordered(outcome.getCommandId()), outcome.getAt().toEpochMilli(), meters.commands);
            }
        } else if (record.value() instanceof ScoringRuleSet published) {
            long now = context.currentSystemTimeMs();
            if (backfill.published(published, new Place(place.topic(), place.offset()), now)) {
                sweep.start(published.getVersion(), now);
            }
        } else if (record.value() instanceof PredictiveModel published) {
            ScoringModel inForce = rules.model();
            if (predictive.adopt(published) && inForce != null) {
                sweep.start(inForce.version(), context.currentSystemTimeMs());
            }
        } else {
            throw new IllegalArgumentException("a record without a value that scoring reads");
        }
    }

    /** Callers choose the ids of commands and of events, each apart from the other. */
    private static String ordered(String commandId) {
        return "command:" + commandId;
    }

    private void take(Record<String, SpecificRecord> record, String eventId, long receivedAt, Counter counter) {
        String leadId = record.key();
        LeadState before = leads.get(leadId);
        long id = seen.hash(eventId);
        if (before != null && seen.contains(leadId, before.getSeen(), id, receivedAt)) {
            meters.duplicates.increment();
            return;
        }
        // Everything that can fail comes before the first write: a record that is set aside leaves nothing behind.
        boolean handedOver = counter == meters.handovers;
        if (before != null && Merging.isGone(before)) {
            Departure departure = orRefuse(() -> {
                Departure on = merging.follow(leadId, before, record.value(), handedOver);
                seen.remember(leadId, on.state().getSeen(), id, receivedAt);
                return on;
            });
            depart(record, departure);
            seen.writePages();
            meters.forwarded.increment();
            return;
        }
        ScoringOutcome outcome = orRefuse(() -> {
            ScoringOutcome decided = decide(leadId, before, record.value(), handedOver);
            seen.remember(leadId, decided.state().getSeen(), id, receivedAt);
            return decided;
        });
        keep(leadId, outcome);
        seen.writePages();
        tell(leadId, outcome, record.timestamp(), receivedAt);
        counter.increment();
    }

    private static <T> T orRefuse(Supplier<T> decision) {
        try {
            return decision.get();
        } catch (LeadRefusedException e) {
            throw new RecordRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The lead turns out to be part of another. */
    private void leave(Record<String, SpecificRecord> record, LeadLink link) {
        Departure departure = merging.leave(record.key(), leads.get(record.key()), link);
        if (departure != null) {
            depart(record, departure);
            meters.merges.increment();
        }
    }

    /** Something arrives of a lead that is part of this one; what is a repeat was sorted out there. */
    private void takeIn(Record<String, SpecificRecord> record, MergedPart part) {
        String leadId = record.key();
        LeadState before = leads.get(leadId);
        if (before != null && Merging.isGone(before)) {
            depart(record, orRefuse(() -> merging.pass(leadId, before, part)));
            return;
        }
        ScoringOutcome outcome = orRefuse(
                () -> scoring.merged(leadId, before, part, predictive.beside(rules.model()), ledger.counted()));
        keep(leadId, outcome);
        tell(leadId, outcome, record.timestamp(), part.getReceivedAt());
    }

    private void depart(Record<String, SpecificRecord> record, Departure departure) {
        leads.put(record.key(), departure.state());
        LeadProfile farewell = departure.farewell();
        if (farewell != null) {
            context.forward(new Record<>(record.key(), farewell, record.timestamp()), ScoringTopology.PROFILES_SINK);
        }
        MergedPart part = departure.part();
        if (part != null) {
            context.forward(
                    new Record<>(departure.intoLeadId(), part, record.timestamp()), ScoringTopology.MERGED_SINK);
        }
    }

    private ScoringOutcome decide(String leadId, @Nullable LeadState before, SpecificRecord event, boolean handedOver) {
        ScoringModel model = predictive.beside(rules.model());
        if (event instanceof CapturedLead capture) {
            return scoring.capture(leadId, before, capture, model, ledger.counted());
        }
        if (event instanceof LeadCommand command) {
            return scoring.adjust(leadId, before, command, (AdjustScore) command.getOrder(), model, ledger.counted());
        }
        if (event instanceof CommandOutcome outcome) {
            return scoring.recycle(leadId, before, outcome, model, ledger.counted());
        }
        Activity activity = (Activity) event;
        return handedOver
                ? scoring.handover(leadId, before, activity, model, ledger.counted())
                : scoring.activity(leadId, before, activity, model, ledger.counted());
    }

    private void keep(String leadId, ScoringOutcome outcome) {
        leads.put(leadId, outcome.state());
        if (outcome.dueDay() != ScoringOutcome.NEVER) {
            timers.set(outcome.dueDay(), leadId);
        }
    }

    private void tell(String leadId, ScoringOutcome outcome, long timestamp, long arrivedAt) {
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

    private void tellProgress(ScoringProgress progress) {
        String partition = Integer.toString(progress.getPartition());
        context.forward(
                new Record<>(partition, progress, progress.getUpdatedAt().toEpochMilli()),
                ScoringTopology.PROGRESS_SINK);
        meters.rescoring(progress);
    }

    @Override
    public void close() {
        backfill.stopReading();
        meters.released(context.taskId().partition());
    }

    private void workInBackground(long now) {
        background.spend(end -> {
            seen.expire(now, config.sliceKeys());
            fireTimers(now, end);
            if (backfill.slice(now, end)) {
                sweep.start(rules.version(), now);
            }
            rescoreSlice(now, end);
        });
    }

    private void fireTimers(long now, long end) {
        Instant at = Instant.ofEpochMilli(now);
        int today = (int) LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
        int left = config.sliceKeys();
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
        ScoringModel model = predictive.beside(rules.model());
        ScoringOutcome outcome =
                before == null ? null : scoring.timer(timer.leadId(), before, timer.day(), at, model, ledger.counted());
        if (outcome != null) {
            keep(timer.leadId(), outcome);
            tell(timer.leadId(), outcome, at.toEpochMilli(), at.toEpochMilli());
            meters.timers.increment();
        }
    }

    private void rescoreSlice(long now, long end) {
        ScoringModel model = predictive.beside(rules.model());
        if (model != null) {
            Instant at = Instant.ofEpochMilli(now);
            int visited = sweep.slice(model, now, end, (leadId, before) -> {
                ScoringOutcome outcome = scoring.rescore(leadId, before, model, ledger.counted(), at);
                keep(leadId, outcome);
                tell(leadId, outcome, now, now);
            });
            meters.rescored.increment(visited);
        }
    }
}
