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
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MergedPart;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.scoring.RecordedActivities.Place;
import io.micrometer.core.instrument.Counter;
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

    private final ScoringConfig config;
    private final ScoringMeters meters;
    private final LeadScoring scoring;
    private final Merging merging;
    private final RecordedActivities history;
    private final BackgroundTime.Worker background;
    private final CommitPace pace;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, LeadState> leads;
    private LeadSeen seen;
    private RulesInForce rules;
    private MeasureLedger ledger;
    private Backfill backfill;
    private ModelInForce predictive;
    private RescoreSweep sweep;
    private LeadOutput output;
    private LeadUpkeep upkeep;

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
        this.background = background.worker();
        this.pace = pace;
        this.scoring = new LeadScoring(persons);
        this.merging = new Merging(persons);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        leads = context.getStateStore(StoreNames.LEAD);
        seen = new LeadSeen(context.getStateStore(StoreNames.SEEN_EVENT), config.dedupeWindow());
        var timers = new DueTimers(context.getStateStore(StoreNames.DUE_TIMER));
        output = new LeadOutput(context, leads, timers, meters, pace);
        rules = new RulesInForce(context.getStateStore(StoreNames.RULE_SET));
        predictive = new ModelInForce(context.getStateStore(StoreNames.PREDICTIVE_MODEL));
        int partition = context.taskId().partition();
        var progress = new RescoreProgress(partition, output::tellProgress);
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
        upkeep = new LeadUpkeep(scoring, merging, leads, timers, sweep, ledger, this::inForce, output, meters);
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
                Departure on = merging.follow(leadId, before, record.value(), handedOver, ledger.counted());
                seen.remember(leadId, on.state().getSeen(), id, receivedAt);
                return on;
            });
            output.depart(leadId, departure, record.timestamp());
            seen.writePages();
            meters.forwarded.increment();
            return;
        }
        ScoringOutcome outcome = orRefuse(() -> {
            ScoringOutcome decided =
                    scoring.take(leadId, before, record.value(), handedOver, inForce(), ledger.counted());
            seen.remember(leadId, decided.state().getSeen(), id, receivedAt);
            return decided;
        });
        output.keep(leadId, outcome);
        seen.writePages();
        output.tell(leadId, outcome, record.timestamp(), receivedAt);
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
        Departure departure = merging.leave(record.key(), leads.get(record.key()), link, ledger.counted());
        if (departure != null) {
            output.depart(record.key(), departure, record.timestamp());
            meters.merges.increment();
        }
    }

    /** Something arrives of a lead that is part of this one; what is a repeat was sorted out there. */
    private void takeIn(Record<String, SpecificRecord> record, MergedPart part) {
        String leadId = record.key();
        LeadState before = leads.get(leadId);
        if (before != null && Merging.isGone(before)) {
            output.depart(leadId, orRefuse(() -> merging.pass(leadId, before, part)), record.timestamp());
            return;
        }
        ScoringOutcome outcome = orRefuse(() -> scoring.take(leadId, before, part, false, inForce(), ledger.counted()));
        output.keep(leadId, outcome);
        output.tell(leadId, outcome, record.timestamp(), part.getReceivedAt());
    }

    private @Nullable ScoringModel inForce() {
        return predictive.beside(rules.model());
    }

    @Override
    public void close() {
        backfill.stopReading();
        meters.released(context.taskId().partition());
    }

    private void workInBackground(long now) {
        background.spend(end -> {
            seen.expire(now, config.sliceKeys());
            upkeep.fireTimers(now, end, config.sliceKeys());
            if (backfill.slice(now, end)) {
                sweep.start(rules.version(), now);
            }
            upkeep.rescore(now, end);
        });
    }
}
