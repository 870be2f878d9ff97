// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import io.leadstream.domain.lifecycle.Commands;
import io.leadstream.domain.lifecycle.LeadPipeline;
import io.leadstream.domain.lifecycle.Outcome;
import io.leadstream.domain.routing.Accounts;
import io.leadstream.domain.routing.Pool;
import io.leadstream.domain.routing.Routing;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PoolOrder;
import io.leadstream.schemas.state.assignment.PoolTeam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Pipeline, accounts and pool in memory under one set of rules and one roster: the decisions that the streams would make, one event
 * after the other, with clocks that stand still between events. For one thread.
 */
public final class SalesFloor {

    /** A queue that could not be served although its time had come is looked at again after so long. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Routing routing;
    private final Consumer<SpecificRecord> told;
    private final Map<String, LeadState> leads = new HashMap<>();
    private final Map<String, Instant> wakes = new HashMap<>();
    private final TreeSet<Timer> timers = new TreeSet<>(
            Comparator.comparing(Timer::at).thenComparing(Timer::team).thenComparing(Timer::id));
    private final ArrayDeque<LeadAssignment> unread = new ArrayDeque<>();
    private final HeapPoolBook book = new HeapPoolBook();
    private final Pool pool;
    private final Accounts accounts;

    /** @param told every fact, in the order in which it is decided */
    public SalesFloor(Routing routing, Consumer<SpecificRecord> told) {
        this.routing = routing;
        this.told = told;
        this.pool = new Pool(book, routing.roster());
        this.accounts = new Accounts(new HeapAccountBook(), routing.roster());
    }

    /** A lead as it now stands; decided by the time of its arrival. */
    public void profile(LeadProfile profile) {
        LeadState before = leads.get(profile.getLeadId());
        carryOut(profile.getLeadId(), LeadPipeline.onProfile(before, profile, routing));
        readBack();
    }

    /** An order about a lead; decided by the time of its arrival. */
    public void command(LeadCommand command) {
        LeadState before = leads.get(command.getLeadId());
        carryOut(command.getLeadId(), Commands.decide(before, command, routing));
        readBack();
    }

    /** Somebody is away, or back. */
    public void absence(StaffChange change) {
        pool.learn(change);
        book.teamIds().forEach(teamId -> wake(teamId, change.getAt()));
    }

    /** When the next clock runs out; null when none runs. */
    public @Nullable Instant nextDue() {
        return timers.isEmpty() ? null : timers.first().at();
    }

    /** Has every clock run out that is due at the instant or before, each at its own time. */
    public void advanceTo(Instant now) {
        while (!timers.isEmpty() && !timers.first().at().isAfter(now)) {
            Timer due = timers.pollFirst();
            if (due.team()) {
                serve(due.id(), due.at());
            } else {
                LeadState before = leads.get(due.id());
                carryOut(due.id(), LeadPipeline.onTimer(before, routing, due.at()));
            }
            readBack();
        }
    }

    /** Where a lead stands; null for one that was never seen. */
    @Nullable
    LeadState lead(String leadId) {
        return leads.get(leadId);
    }

    private void serve(String teamId, Instant at) {
        List<LeadAssignment> decisions = pool.wake(teamId, at);
        decisions.forEach(this::tell);
        wakes.remove(teamId);
        wake(teamId, decisions.isEmpty() ? at.plus(LOOK_AGAIN) : at);
    }

    /** Looks at a team when its book says so, but not before the given instant. */
    private void wake(String teamId, Instant earliest) {
        PoolTeam team = book.team(teamId);
        Instant said = team == null ? null : team.getWakeAt();
        Instant next = said != null && said.isBefore(earliest) ? earliest : said;
        Instant before = next == null ? wakes.remove(teamId) : wakes.put(teamId, next);
        rearm(true, teamId, before, next);
    }

    private void rearm(boolean team, String id, @Nullable Instant before, @Nullable Instant after) {
        if (before != null) {
            timers.remove(new Timer(before, team, id));
        }
        if (after != null) {
            timers.add(new Timer(after, team, id));
        }
    }

    private void carryOut(String leadId, Outcome outcome) {
        outcome.facts().forEach(this::tell);
        LeadState before = leads.get(leadId);
        LeadState after = outcome.state();
        if (after != null) {
            leads.put(leadId, after);
            if (!Objects.equals(Outcome.armedAt(before), Outcome.armedAt(after))) {
                rearm(false, leadId, Outcome.armedAt(before), Outcome.armedAt(after));
            }
        }
        outcome.orders().forEach(this::decide);
        outcome.accountOrders().forEach(order -> accounts.carryOut(order).ifPresent(this::decide));
    }

    private void decide(PoolOrder order) {
        if (order.getOrder() instanceof OwnerRelease release) {
            pool.release(release).forEach(this::tell);
        } else {
            pool.request((OwnerRequest) order.getOrder()).forEach(this::tell);
        }
        wake(Outcome.teamOf(order), Instant.MIN);
    }

    private void tell(SpecificRecord fact) {
        told.accept(fact);
        if (fact instanceof LeadAssignment decision) {
            unread.add(decision);
        }
    }

    /** The pipeline learns of each decision, as it reads them back from their topic. */
    private void readBack() {
        for (LeadAssignment decision = unread.poll(); decision != null; decision = unread.poll()) {
            LeadState before = leads.get(decision.getLeadId());
            carryOut(decision.getLeadId(), LeadPipeline.onDecision(before, decision, routing));
        }
    }

    /** What is due: a lead's clock, or a team's queue. */
    private record Timer(Instant at, boolean team, String id) {}
}
