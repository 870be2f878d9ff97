// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.scoring.Recount;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.state.scoring.BackfillState;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.TopicBackfill;
import io.leadstream.scoring.RecordedActivities.Batch;
import io.leadstream.scoring.RecordedActivities.Place;
import io.leadstream.scoring.RecordedActivities.Recorded;
import io.leadstream.scoring.RecordedActivities.Search;
import io.leadstream.scoring.RecordedActivities.Span;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what was recorded before a measure was counted, and only then lets the version of the rules come into force that
 * needs it. From its publication on events count for it as they come, so what is missing of each topic ends at the first
 * record that came after: the boundary is exact, and reading and stream never touch the same record. Everything that
 * changes is stored in the transaction of the counts, so a restart goes on exactly.
 */
final class Backfill {

    private static final Logger log = LoggerFactory.getLogger(Backfill.class);

    private final int partition;
    private final RulesInForce rules;
    private final MeasureLedger ledger;
    private final KeyValueStore<String, LeadState> leads;
    private final BackfillSeen seen;
    private final RecordedActivities history;
    private final RescoreProgress progress;
    private final int sliceKeys;

    private @Nullable Search<Map<String, Long>> positions;
    private @Nullable Search<Batch> reading;
    private @Nullable Batch batch;
    private int inBatch;
    private @Nullable Place publishedAt;

    Backfill(
            int partition,
            RulesInForce rules,
            MeasureLedger ledger,
            KeyValueStore<String, LeadState> leads,
            BackfillSeen seen,
            RecordedActivities history,
            RescoreProgress progress,
            int sliceKeys) {
        this.partition = partition;
        this.rules = rules;
        this.ledger = ledger;
        this.leads = leads;
        this.seen = seen;
        this.history = history;
        this.progress = progress;
        this.sliceKeys = sliceKeys;
    }

    /**
     * A version was published.
     *
     * @param place of the record that brought it
     * @return whether it is in force from here on
     * @throws IllegalArgumentException when the rules can't be used; then nothing has changed
     */
    boolean published(ScoringRuleSet set, Place place, long now) {
        if (!rules.isNewer(set)) {
            return false;
        }
        BackfillState before = ledger.backfill();
        boolean inForce = ledger.take(set, hasNoLead(), now);
        BackfillState running = ledger.backfill();
        if (running == null || before == null || running.getBegun() != before.getBegun()) {
            stopReading();
            publishedAt = place;
        }
        if (running != null) {
            progress.backfilling(set.getVersion(), rules.version(), running, now, true);
            log.info(
                    "Partition {}: version {} of the rules waits for {} to be counted from recorded activities; version {} serves",
                    partition,
                    set.getVersion(),
                    running.getMissing(),
                    rules.version());
        }
        return inForce;
    }

    /**
     * Works on one slice, if there is anything to count back.
     *
     * @param now the wall clock, for telling
     * @param end the {@link System#nanoTime()} at which to stop
     * @return whether a version has come into force by it
     */
    boolean slice(long now, long end) {
        BackfillState state = ledger.backfill();
        ScoringRuleSet pending = rules.pending();
        if (state == null || pending == null) {
            seen.clear(sliceKeys);
            return false;
        }
        if (!isBounded(state)) {
            findBounds(state);
        }
        if (isBounded(state)) {
            read(state, end);
            if (state.getTopics().stream().allMatch(Backfill::isRead)) {
                complete(state, pending);
                return true;
            }
        }
        progress.backfilling(pending.getVersion(), rules.version(), state, now, false);
        return false;
    }

    /** Ends the reading; what is stored says where it goes on. */
    void stopReading() {
        if (positions != null) {
            positions.close();
            positions = null;
        }
        if (reading != null) {
            reading.close();
            reading = null;
        }
        batch = null;
    }

    private void findBounds(BackfillState state) {
        Search<Map<String, Long>> search = positions;
        if (search == null) {
            Set<String> topics =
                    state.getTopics().stream().map(TopicBackfill::getTopic).collect(Collectors.toSet());
            search = history.consumed(partition, topics, publishedAt);
            positions = search;
        }
        Map<String, Long> consumed = search.next();
        if (consumed != null) {
            // Nothing of such a topic has come since the publication, so it ended where it still stands.
            state.getTopics().forEach(part -> {
                if (part.getUntil() < 0) {
                    part.setUntil(consumed.getOrDefault(part.getTopic(), 0L));
                }
            });
            ledger.save();
            search.close();
            positions = null;
        }
    }

    private void read(BackfillState state, long end) {
        int looked = 0;
        boolean moved = false;
        while (looked < sliceKeys && (looked == 0 || System.nanoTime() - end < 0)) {
            Batch current = batch == null ? nextBatch(state) : batch;
            batch = current;
            if (current == null) {
                break;
            }
            TopicBackfill part = partOf(state, current.topic());
            if (inBatch < current.activities().size()) {
                Recorded activity = current.activities().get(inBatch);
                inBatch++;
                count(state, activity);
                part.setNext(activity.offset() + 1);
            } else {
                part.setNext(current.next());
                state.setLost(state.getLost() + current.lost());
                batch = null;
            }
            looked++;
            moved = true;
        }
        if (moved) {
            ledger.save();
        }
    }

    private @Nullable Batch nextBatch(BackfillState state) {
        Search<Batch> search = reading;
        if (search == null) {
            List<Span> spans = state.getTopics().stream()
                    .filter(part -> !isRead(part))
                    .map(part -> new Span(part.getTopic(), part.getNext(), part.getUntil()))
                    .toList();
            if (spans.isEmpty()) {
                return null;
            }
            search = history.read(partition, spans, ledger.missing().types());
            reading = search;
        }
        inBatch = 0;
        return search.next();
    }

    private void count(BackfillState state, Recorded activity) {
        LeadState lead = leads.get(activity.leadId());
        if (lead == null || !Recount.tookIn(lead, activity.type(), activity.visitor())) {
            return;
        }
        if (!seen.isFirst(state.getBegun(), activity)) {
            return;
        }
        if (Recount.count(lead, ledger.missing(), activity.type(), activity.occurredAt(), activity.properties())) {
            leads.put(activity.leadId(), lead);
            state.setCounted(state.getCounted() + 1);
        }
    }

    private void complete(BackfillState state, ScoringRuleSet pending) {
        stopReading();
        ledger.complete(pending);
        log.info(
                "Partition {}: version {} of the rules is in force, {} recorded activities counted for {}",
                partition,
                pending.getVersion(),
                state.getCounted(),
                state.getMissing());
        if (state.getLost() > 0) {
            log.warn(
                    "Partition {}: {} records are no longer in the topics and count for nothing in version {}",
                    partition,
                    state.getLost(),
                    pending.getVersion());
        }
    }

    private boolean hasNoLead() {
        try (KeyValueIterator<String, LeadState> all = leads.all()) {
            return !all.hasNext();
        }
    }

    private static boolean isBounded(BackfillState state) {
        return state.getTopics().stream().allMatch(part -> part.getUntil() >= 0);
    }

    private static boolean isRead(TopicBackfill part) {
        return part.getNext() >= part.getUntil();
    }

    private static TopicBackfill partOf(BackfillState state, String topic) {
        return Objects.requireNonNull(
                state.getTopics().stream()
                        .filter(part -> part.getTopic().equals(topic))
                        .findFirst()
                        .orElse(null),
                topic);
    }
}
