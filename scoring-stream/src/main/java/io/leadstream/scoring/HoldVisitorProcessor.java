// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.lead.VisitorOwners;
import io.leadstream.runtime.streams.BackgroundTime;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.state.scoring.VisitorState;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps what an unknown visitor does, and hands it over once it is known who that is. */
final class HoldVisitorProcessor implements Processor<String, Activity, String, Activity> {

    /** Tidying up trails behind, so that it never takes what a hand-over would still have taken. */
    private static final Duration TIDY_LATER = Duration.ofDays(1);

    /** Every row is looked at once in so much time, by what has arrived since; in between tidying up costs nothing. */
    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    /** Every visitor is looked at once in so much time of arrivals. */
    private static final Duration FORGET_EVERY = Duration.ofDays(1);

    private final ScoringConfig config;
    private final ScoringMeters meters;
    private final BackgroundTime.Worker background;

    private ProcessorContext<String, Activity> context;
    private KeyValueStore<String, VisitorState> visitors;
    private VisitorRows rows;
    private IdleVisitors idle;
    private SeenEvents seen;
    private long newestArrival = Long.MIN_VALUE;
    private long tidyNext = Long.MIN_VALUE;
    private boolean tidying;
    private long forgetNext = Long.MIN_VALUE;
    private boolean forgetting;

    HoldVisitorProcessor(ScoringConfig config, ScoringMeters meters, BackgroundTime background) {
        this.config = config;
        this.meters = meters;
        this.background = background.worker();
    }

    @Override
    public void init(ProcessorContext<String, Activity> context) {
        this.context = context;
        visitors = context.getStateStore(StoreNames.VISITOR);
        idle = new IdleVisitors(visitors);
        rows = new VisitorRows(context.getStateStore(StoreNames.VISITOR_ACTIVITY));
        seen = new SeenEvents(context.getStateStore(StoreNames.SEEN_VISITOR_EVENT), config.dedupeWindow());
        context.schedule(config.sweepInterval(), PunctuationType.WALL_CLOCK_TIME, this::workInBackground);
    }

    @Override
    public void process(Record<String, Activity> record) {
        Activity activity = record.value();
        long receivedAt = activity.getReceivedAt().toEpochMilli();
        byte[] id = seen.id(record.key(), activity.getEventId());
        if (seen.contains(id, receivedAt)) {
            meters.duplicates.increment();
            return;
        }
        VisitorState known = visitors.get(record.key());
        VisitorState visitor = known == null ? new VisitorState(new ArrayList<>(), 0, 0L, Long.MIN_VALUE) : known;
        newestArrival = Math.max(newestArrival, receivedAt);
        visitor.setLastReceivedAt(Math.max(visitor.getLastReceivedAt(), receivedAt));
        if (activity.getLeadId() != null) {
            identify(record.key(), visitor, activity);
        } else {
            handOverOrHold(record.key(), visitor, activity);
        }
        visitors.put(record.key(), visitor);
        seen.remember(id, receivedAt);
    }

    private void identify(String anonymousId, VisitorState visitor, Activity identification) {
        VisitorOwners.identified(
                visitor.getOwners(),
                identification.getLeadId(),
                identification.getOccurredAt().toEpochMilli());
        if (visitor.getPending() > 0) {
            long oldest = identification.getReceivedAt().toEpochMilli()
                    - config.visitorWindow().toMillis();
            rows.drain(anonymousId, activity -> {
                if (activity.getReceivedAt().toEpochMilli() >= oldest) {
                    handOver(visitor, activity);
                } else {
                    meters.visitorsDropped.increment();
                }
            });
            visitor.setPending(0);
        }
    }

    private void handOverOrHold(String anonymousId, VisitorState visitor, Activity activity) {
        if (!visitor.getOwners().isEmpty()) {
            handOver(visitor, activity);
            return;
        }
        rows.add(anonymousId, activity);
        if (visitor.getPending() < config.visitorActivities()) {
            visitor.setPending(visitor.getPending() + 1);
        } else {
            rows.removeOldest(anonymousId);
            visitor.setDropped(visitor.getDropped() + 1);
            meters.visitorsDropped.increment();
        }
    }

    private void handOver(VisitorState visitor, Activity activity) {
        long at = activity.getOccurredAt().toEpochMilli();
        String leadId = VisitorOwners.ownerAt(visitor.getOwners(), at);
        activity.setLeadId(leadId);
        context.forward(new Record<>(leadId, activity, Math.max(at, 0)));
    }

    private void workInBackground(long now) {
        background.spend(end -> {
            seen.expire(now, config.sliceKeys());
            tidy(end);
            forgetIdle(end);
        });
    }

    private void tidy(long end) {
        if (newestArrival == Long.MIN_VALUE || (!tidying && newestArrival < tidyNext)) {
            return;
        }
        if (!tidying) {
            tidyNext = newestArrival + TIDY_EVERY.toMillis();
        }
        long oldest = newestArrival - config.visitorWindow().plus(TIDY_LATER).toMillis();
        tidying = rows.tidy(
                config.sliceKeys(), end, activity -> activity.getReceivedAt().toEpochMilli() < oldest, this::forgetOne);
    }

    private void forgetIdle(long end) {
        if (newestArrival == Long.MIN_VALUE || (!forgetting && newestArrival < forgetNext)) {
            return;
        }
        if (!forgetting) {
            forgetNext = newestArrival + FORGET_EVERY.toMillis();
        }
        long oldest = newestArrival - config.visitorKnown().toMillis();
        forgetting = idle.forget(config.sliceKeys(), end, oldest);
    }

    private void forgetOne(String anonymousId) {
        meters.visitorsDropped.increment();
        VisitorState visitor = visitors.get(anonymousId);
        if (visitor != null) {
            visitor.setPending(visitor.getPending() - 1);
            boolean nothingLeft =
                    visitor.getPending() <= 0 && visitor.getOwners().isEmpty();
            visitors.put(anonymousId, nothingLeft ? null : visitor);
        }
    }
}
