// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.domain.routing.PoolBook;
import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolSweep;
import io.leadstream.schemas.state.assignment.PoolTeam;
import io.leadstream.schemas.state.assignment.StaffAbsence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The pool's memory in state stores. Parts of a key are divided by U+0000, which capture lets into no text, and which
 * sorts before everything else.
 */
final class StoredPoolBook implements PoolBook {

    /** Times are padded, so that their texts are in their order. */
    private static final int TIME_DIGITS = 19;

    private static final char DIVIDER = '\0';
    private static final char AFTER_DIVIDER = '\1';

    private final KeyValueStore<String, PoolTeam> teams;
    private final KeyValueStore<String, PoolEntry> entries;
    private final KeyValueStore<String, String> queue;
    private final KeyValueStore<String, String> companyOwners;
    private final KeyValueStore<String, String> wake;
    private final KeyValueStore<String, PoolSweep> sweeps;
    private final KeyValueStore<String, StaffAbsence> absences;

    /** The queue once more, in order: a range over the store in memory copies every key that is in it. */
    private final NavigableMap<String, String> inOrder = new TreeMap<>();

    /** Teams as stored: every decision needs one, and decoding it takes longer than deciding. */
    private final Map<String, PoolTeam> teamsRead = new HashMap<>();

    /** The absences once more: each decision looks at those of the whole team. */
    private final Map<String, StaffAbsence> absencesRead = new HashMap<>();

    StoredPoolBook(ProcessingContext context) {
        teams = context.getStateStore(StoreNames.TEAM);
        entries = context.getStateStore(StoreNames.ENTRY);
        queue = context.getStateStore(StoreNames.QUEUE);
        companyOwners = context.getStateStore(StoreNames.COMPANY_OWNER);
        wake = context.getStateStore(StoreNames.WAKE);
        sweeps = context.getStateStore(StoreNames.SWEEP);
        absences = context.getStateStore(StoreNames.ABSENCE);
        try (KeyValueIterator<String, String> stored = queue.all()) {
            stored.forEachRemaining(place -> inOrder.put(place.key, place.value));
        }
        try (KeyValueIterator<String, StaffAbsence> stored = absences.all()) {
            stored.forEachRemaining(absence -> absencesRead.put(absence.key, absence.value));
        }
    }

    @Override
    public List<String> teamIds() {
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<String, PoolTeam> all = teams.all()) {
            all.forEachRemaining(team -> ids.add(team.key));
        }
        return ids;
    }

    /** A team whose leads are walked through; absent when there is none. */
    @Nullable
    String sweptTeam() {
        try (KeyValueIterator<String, PoolSweep> all = sweeps.all()) {
            return all.hasNext() ? all.next().key : null;
        }
    }

    /** The team that is to be looked at first, when its time has come. */
    @Nullable
    String firstDue(Instant now) {
        try (KeyValueIterator<String, String> due = wake.range(null, time(now) + AFTER_DIVIDER)) {
            return due.hasNext() ? due.next().value : null;
        }
    }

    @Override
    public @Nullable PoolTeam team(String teamId) {
        return teamsRead.computeIfAbsent(teamId, teams::get);
    }

    @Override
    public void saveTeam(PoolTeam team, @Nullable Instant before) {
        teams.put(team.getTeamId(), team);
        teamsRead.put(team.getTeamId(), team);
        Instant after = team.getWakeAt();
        if (Objects.equals(before, after)) {
            return;
        }
        if (before != null) {
            wake.delete(key(time(before), team.getTeamId()));
        }
        if (after != null) {
            wake.put(key(time(after), team.getTeamId()), team.getTeamId());
        }
    }

    @Override
    public @Nullable PoolEntry entry(String teamId, String leadId) {
        return entries.get(key(teamId, leadId));
    }

    @Override
    public void saveEntry(String teamId, PoolEntry entry) {
        entries.put(key(teamId, entry.getRequest().getLeadId()), entry);
    }

    @Override
    public void removeEntry(String teamId, String leadId) {
        entries.delete(key(teamId, leadId));
    }

    @Override
    public @Nullable String firstWaiting(String teamId, String kind) {
        String queueOfKind = key(teamId, kind) + DIVIDER;
        Map.Entry<String, String> first = inOrder.ceilingEntry(queueOfKind);
        return first != null && first.getKey().startsWith(queueOfKind) ? first.getValue() : null;
    }

    @Override
    public void enqueue(String teamId, String kind, String rank, String leadId) {
        String place = key(teamId, kind) + DIVIDER + rank;
        queue.put(place, leadId);
        inOrder.put(place, leadId);
    }

    @Override
    public void dequeue(String teamId, String kind, String rank) {
        String place = key(teamId, kind) + DIVIDER + rank;
        queue.delete(place);
        inOrder.remove(place);
    }

    @Override
    public @Nullable String companyOwner(String teamId, String domain) {
        return companyOwners.get(key(teamId, domain));
    }

    @Override
    public void saveCompanyOwner(String teamId, String domain, @Nullable String representativeId) {
        companyOwners.put(key(teamId, domain), representativeId);
    }

    @Override
    public List<PoolEntry> entriesAfter(String teamId, String leadId, int most) {
        List<PoolEntry> found = new ArrayList<>();
        try (KeyValueIterator<String, PoolEntry> rest =
                entries.range(key(teamId, leadId) + DIVIDER, teamId + AFTER_DIVIDER)) {
            while (rest.hasNext() && found.size() < most) {
                found.add(rest.next().value);
            }
        }
        return found;
    }

    @Override
    public @Nullable StaffAbsence absence(String representativeId) {
        return absencesRead.get(representativeId);
    }

    @Override
    public void saveAbsence(String representativeId, @Nullable StaffAbsence absence) {
        absences.put(representativeId, absence);
        if (absence == null) {
            absencesRead.remove(representativeId);
        } else {
            absencesRead.put(representativeId, absence);
        }
    }

    @Override
    public @Nullable PoolSweep sweep(String teamId) {
        return sweeps.get(teamId);
    }

    @Override
    public void saveSweep(PoolSweep sweep) {
        sweeps.put(sweep.getTeamId(), sweep);
    }

    @Override
    public void removeSweep(String teamId) {
        sweeps.delete(teamId);
    }

    private static String key(String first, String second) {
        return first + DIVIDER + second;
    }

    private static String time(Instant instant) {
        String millis = Long.toString(Math.max(0, instant.toEpochMilli()));
        return "0".repeat(TIME_DIGITS - millis.length()) + millis;
    }
}
