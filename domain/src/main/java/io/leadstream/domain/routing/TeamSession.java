// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.Team;
import io.leadstream.schemas.state.assignment.HandOver;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolTeam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One event's work on one team: reads the team, gives out leads, writes the team back. */
final class TeamSession {

    /** Most leads that one call gives out, so that no single event holds up the stream. */
    static final int MOST_PER_CALL = 64;

    private final PoolBook book;
    private final @Nullable TeamRoster roster;
    private final String teamId;
    private final TeamLoads loads;
    private final @Nullable Instant wakeBefore;
    private final Map<String, OwnerRequest> heads = new HashMap<>();

    TeamSession(PoolBook book, @Nullable TeamRoster roster, String teamId) {
        this.book = book;
        this.roster = roster;
        this.teamId = teamId;
        PoolTeam stored = book.team(teamId);
        this.loads = new TeamLoads(teamId, stored);
        this.wakeBefore = loads.wakeAt();
    }

    /** Gives out what can be given, in the order of the queue, to which {@code arrival} belongs from now on. */
    List<LeadAssignment> serve(Instant at, @Nullable OwnerRequest arrival) {
        List<LeadAssignment> decisions = new ArrayList<>();
        Set<String> stuck = new HashSet<>();
        OwnerRequest pending = arrival == null ? null : prepared(arrival, at);
        Instant wake = null;
        OwnerRequest next = first(stuck, pending);
        while (next != null && decisions.size() < MOST_PER_CALL) {
            Instant decidedAt = later(at, next.getDecideAt());
            Choice choice = choose(next, decidedAt);
            Person owner = choice.chosen();
            if (owner == null) {
                stuck.add(QueuePlace.kindOf(next));
                wake = sooner(wake, choice.expectedAt(decidedAt));
            } else {
                decisions.add(Decisions.assigned(next, choice, owner, decidedAt));
                if (pending != null && next.getLeadId().equals(pending.getLeadId())) {
                    pending = null;
                } else {
                    dequeue(next);
                }
                own(next, owner, decidedAt);
            }
            next = first(stuck, pending);
        }
        if (pending != null) {
            LeadAssignment waits = queued(pending, later(at, pending.getDecideAt()));
            decisions.add(waits);
            enqueue(pending, String.valueOf(waits.getQueueReason()));
        }
        loads.wakeAt(next != null ? at : wake);
        return decisions;
    }

    LeadAssignment release(PoolEntry entry, OwnerRelease release) {
        return release(entry, release, null);
    }

    /** Takes a lead out of loads or queue; {@code handOver} tells who is to have it next. */
    LeadAssignment release(PoolEntry entry, OwnerRelease release, @Nullable HandOver handOver) {
        String owner = entry.getRepresentativeId();
        if (owner == null) {
            dequeue(entry.getRequest());
        } else {
            loads.takeBack(owner);
            TeamMemory.released(book, roster, teamId, entry, release, handOver);
        }
        book.removeEntry(teamId, release.getLeadId());
        Person person = owner == null || roster == null ? null : roster.person(owner);
        return Decisions.released(
                entry,
                release,
                roster == null ? 0 : roster.version(),
                person == null ? null : person.representative().getEmail(),
                handOver);
    }

    void dequeue(OwnerRequest request) {
        QueuePlace place = QueuePlace.of(request);
        book.dequeue(teamId, place.kind(), place.rank());
        heads.remove(place.kind());
        loads.left(place.kind());
    }

    /** True when somebody waits who is now looked at earlier than before. */
    boolean arm(Instant at) {
        Instant wake = loads.wakeAt();
        if (!loads.anybodyWaits() || (wake != null && !wake.isAfter(at))) {
            return false;
        }
        loads.wakeAt(at);
        return true;
    }

    void save() {
        book.saveTeam(loads.toState(), wakeBefore);
    }

    /** Whoever has open leads in the team. */
    List<String> owners() {
        return loads.owners();
    }

    long turns() {
        return loads.turns();
    }

    private void enqueue(OwnerRequest request, String reason) {
        QueuePlace place = QueuePlace.of(request);
        book.enqueue(teamId, place.kind(), place.rank(), request.getLeadId());
        book.saveEntry(teamId, new PoolEntry(request, null, 0L, reason));
        loads.entered(place.kind());
    }

    private void own(OwnerRequest request, Person owner, Instant at) {
        loads.give(owner, at);
        book.saveEntry(teamId, new PoolEntry(request, owner.id(), loads.turns(), null));
        TeamMemory.given(book, roster, teamId, request, owner);
    }

    private LeadAssignment queued(OwnerRequest request, Instant at) {
        Choice choice = choose(request, at);
        return choice.chosen() == null
                ? Decisions.queued(request, choice, at, choice.expectedAt(at))
                : Decisions.behind(request, choice, at);
    }

    private Choice choose(OwnerRequest request, Instant at) {
        return OwnerChoice.choose(request, roster, loads, book::absence, companyOwner(request), at);
    }

    private @Nullable String companyOwner(OwnerRequest request) {
        String domain = request.getCompanyDomain();
        return domain == null ? null : book.companyOwner(teamId, domain);
    }

    /** Whom the lead would wait for decides on its place in the queue. */
    private OwnerRequest prepared(OwnerRequest request, Instant at) {
        Team team = roster == null ? null : roster.team(teamId);
        return team == null || team.getOwnerWaitSeconds() <= 0
                ? request
                : OwnerWait.prepared(request, team, companyOwner(request), later(at, request.getDecideAt()));
    }

    /** The request that goes next among the first of each kind that is not stuck. */
    private @Nullable OwnerRequest first(Set<String> stuck, @Nullable OwnerRequest pending) {
        OwnerRequest first = null;
        if (pending != null && !stuck.contains(QueuePlace.kindOf(pending))) {
            first = pending;
        }
        for (String kind : loads.waitingKinds()) {
            if (!stuck.contains(kind)) {
                OwnerRequest head = heads.computeIfAbsent(kind, this::head);
                if (first == null || QueuePlace.of(head).isBefore(QueuePlace.of(first))) {
                    first = head;
                }
            }
        }
        return first;
    }

    private OwnerRequest head(String kind) {
        String leadId = Objects.requireNonNull(book.firstWaiting(teamId, kind), "the queue counts a lead it lacks");
        PoolEntry entry = Objects.requireNonNull(book.entry(teamId, leadId), "the queue names a lead it lacks");
        return entry.getRequest();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? other : one;
    }
}
