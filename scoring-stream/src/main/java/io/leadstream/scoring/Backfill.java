// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.scoring.Recount;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.state.scoring.BackfillState;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.scoring.RecordedActivities.Place;
import io.leadstream.scoring.RecordedActivities.Recorded;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
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
    private final RescoreProgress progress;
    private final int sliceKeys;

    private final BackfillReading reading;

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
        this.reading = new BackfillReading(partition, history);
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
            reading.begin(place);
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
        if (!isBounded(state) && reading.findBounds(state)) {
            ledger.save();
        }
        if (isBounded(state)) {
            read(state, end);
            if (state.getTopics().stream().allMatch(BackfillReading::isRead)) {
                complete(state, pending);
                return true;
            }
        }
        progress.backfilling(pending.getVersion(), rules.version(), state, now, false);
        return false;
    }

    /** Ends the reading; what is stored says where it goes on. */
    void stopReading() {
        reading.stop();
    }

    private void read(BackfillState state, long end) {
        int looked = 0;
        boolean moved = false;
        while (looked < sliceKeys && (looked == 0 || System.nanoTime() - end < 0)) {
            if (!reading.step(state, ledger.missing().types(), activity -> count(state, activity))) {
                break;
            }
            looked++;
            moved = true;
        }
        if (moved) {
            ledger.save();
        }
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
        reading.stop();
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
}
