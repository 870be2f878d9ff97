// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.domain.lifecycle.Commands;
import io.leadstream.domain.lifecycle.LeadPipeline;
import io.leadstream.domain.lifecycle.Outcome;
import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.RoutingRules;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.runtime.streams.CommitPace;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.AccountOrder;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.MergedLead;
import io.leadstream.schemas.state.assignment.PoolOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Carries leads through the pipeline: reads a lead, has the domain decide, publishes, writes the lead back. */
final class PipelineProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    private static final byte[] PRESENT = {};

    private final AssignmentConfig config;
    private final CommitPace pace;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, LeadState> leads;
    private KeyValueStore<String, byte[]> waiting;
    private DueTimers timers;
    private final TimerClock clock = new TimerClock();
    private InForce<AssignmentRuleSet, RoutingRules> rules;
    private InForce<Roster, TeamRoster> roster;

    /** Where the sweep over waiting leads goes on; null when it is done. */
    private @Nullable String sweepFrom;

    PipelineProcessor(AssignmentConfig config, CommitPace pace) {
        this.config = config;
        this.pace = pace;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        leads = context.getStateStore(StoreNames.LEAD);
        waiting = context.getStateStore(StoreNames.WAITING);
        timers = new DueTimers(context.getStateStore(StoreNames.TIMER), context.getStateStore(StoreNames.TIMER_CURSOR));
        rules = new InForce<>(
                context.getStateStore(StoreNames.PIPELINE_RULES), AssignmentRuleSet::getVersion, RoutingRules::of);
        roster = new InForce<>(context.getStateStore(StoreNames.PIPELINE_ROSTER), Roster::getVersion, TeamRoster::of);
        // A sweep that a restart cut short begins anew.
        sweepFrom = "";
        context.schedule(config.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        SpecificRecord value = record.value();
        clock.read(record.timestamp());
        if (value instanceof AssignmentRuleSet published) {
            sweepAgainIf(rules.adopt(published));
        } else if (value instanceof Roster published) {
            sweepAgainIf(roster.adopt(published));
        } else if (value != null) {
            LeadState before = leads.get(record.key());
            carryOut(record.key(), before, outcome(before, value), record.timestamp());
        }
    }

    private Outcome outcome(@Nullable LeadState before, SpecificRecord value) {
        if (value instanceof LeadProfile profile) {
            return LeadPipeline.onProfile(before, profile, routing());
        }
        if (value instanceof LeadCommand command) {
            return Commands.decide(before, command, routing());
        }
        if (value instanceof MergedLead part) {
            return LeadPipeline.onMerged(before, part, routing());
        }
        return LeadPipeline.onDecision(before, (LeadAssignment) value, routing());
    }

    /** Publishes first: what can't be written out must not be remembered as done. */
    private void carryOut(String leadId, @Nullable LeadState before, Outcome outcome, long timestamp) {
        for (SpecificRecord fact : outcome.facts()) {
            context.forward(new Record<>(leadId, fact, timestamp), PipelineOutput.sinkOf(fact));
        }
        for (PoolOrder order : outcome.orders()) {
            context.forward(new Record<>(Outcome.teamOf(order), order, timestamp), AssignmentTopology.TO_POOL);
        }
        for (AccountOrder order : outcome.accountOrders()) {
            context.forward(new Record<>(order.getCompanyDomain(), order, timestamp), AssignmentTopology.ACCOUNT_SINK);
        }
        for (MergedLead part : outcome.handedOn()) {
            context.forward(new Record<>(part.getIntoLeadId(), part, timestamp), AssignmentTopology.MERGED_SINK);
        }
        LeadState after = outcome.state();
        if (after != null) {
            leads.put(leadId, after);
            Instant armed = Outcome.armedAt(after);
            if (!Objects.equals(armed, Outcome.armedAt(before))) {
                timers.rearm(leadId, Outcome.armedAt(before), armed);
            }
            boolean waits = Outcome.waits(after);
            if (waits != Outcome.waits(before)) {
                waiting.put(leadId, waits ? PRESENT : null);
            }
        }
        if (outcome.isUrgent()) {
            pace.urgent(context, timestamp);
        }
    }

    private void sweepAgainIf(boolean adopted) {
        if (adopted) {
            sweepFrom = "";
        }
    }

    private void tick(long now) {
        fire(clock.now(now));
        sweep(now);
    }

    /** Fires a slice of what is due. */
    private void fire(long now) {
        for (DueTimers.Due timer : timers.due(now, config.leadsPerTick())) {
            LeadState before = leads.get(timer.leadId());
            if (before == null || !timer.at().equals(Outcome.armedAt(before))) {
                timers.rearm(timer.leadId(), timer.at(), null);
            } else {
                carryOut(
                        timer.leadId(),
                        before,
                        LeadPipeline.onTimer(before, routing(), Instant.ofEpochMilli(now)),
                        now);
            }
        }
    }

    private void sweep(long now) {
        Routing routing = routing();
        String from = sweepFrom;
        if (routing == null || from == null) {
            return;
        }
        List<String> slice = slice(from);
        for (String leadId : slice) {
            LeadState before = leads.get(leadId);
            carryOut(leadId, before, LeadPipeline.onRouting(before, routing, Instant.ofEpochMilli(now)), now);
        }
        sweepFrom = slice.size() < config.leadsPerTick() ? null : slice.get(slice.size() - 1) + '\0';
    }

    private List<String> slice(String from) {
        List<String> slice = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> rest = waiting.range(from, null)) {
            while (rest.hasNext() && slice.size() < config.leadsPerTick()) {
                slice.add(rest.next().key);
            }
        }
        return slice;
    }

    private @Nullable Routing routing() {
        RoutingRules rulesInForce = rules.ready();
        TeamRoster rosterInForce = roster.ready();
        return rulesInForce == null || rosterInForce == null ? null : new Routing(rulesInForce, rosterInForce);
    }
}
