// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import io.leadstream.domain.routing.PoolBook;
import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolSweep;
import io.leadstream.schemas.state.assignment.PoolTeam;
import io.leadstream.schemas.state.assignment.StaffAbsence;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A pool's memory that ends with the run. */
final class HeapPoolBook implements PoolBook {

    private static final char DIVIDER = '\0';

    private final Map<String, PoolTeam> teams = new TreeMap<>();
    private final NavigableMap<String, PoolEntry> entries = new TreeMap<>();
    private final NavigableMap<String, String> queue = new TreeMap<>();
    private final Map<String, String> companyOwners = new HashMap<>();
    private final Map<String, StaffAbsence> absences = new HashMap<>();
    private final Map<String, PoolSweep> sweeps = new TreeMap<>();

    @Override
    public @Nullable PoolTeam team(String teamId) {
        return teams.get(teamId);
    }

    @Override
    public void saveTeam(PoolTeam team, @Nullable Instant before) {
        teams.put(team.getTeamId(), team);
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
        entries.remove(key(teamId, leadId));
    }

    @Override
    public @Nullable String firstWaiting(String teamId, String kind) {
        String prefix = key(teamId, kind) + DIVIDER;
        Map.Entry<String, String> first = queue.ceilingEntry(prefix);
        return first != null && first.getKey().startsWith(prefix) ? first.getValue() : null;
    }

    @Override
    public void enqueue(String teamId, String kind, String rank, String leadId) {
        queue.put(key(teamId, kind) + DIVIDER + rank, leadId);
    }

    @Override
    public void dequeue(String teamId, String kind, String rank) {
        queue.remove(key(teamId, kind) + DIVIDER + rank);
    }

    @Override
    public @Nullable String companyOwner(String teamId, String domain) {
        return companyOwners.get(key(teamId, domain));
    }

    @Override
    public void saveCompanyOwner(String teamId, String domain, @Nullable String representativeId) {
        if (representativeId == null) {
            companyOwners.remove(key(teamId, domain));
        } else {
            companyOwners.put(key(teamId, domain), representativeId);
        }
    }

    @Override
    public List<String> teamIds() {
        return List.copyOf(teams.keySet());
    }

    @Override
    public List<PoolEntry> entriesAfter(String teamId, String leadId, int most) {
        String prefix = key(teamId, "");
        return entries.tailMap(key(teamId, leadId), false).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .limit(most)
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public @Nullable StaffAbsence absence(String representativeId) {
        return absences.get(representativeId);
    }

    @Override
    public void saveAbsence(String representativeId, @Nullable StaffAbsence absence) {
        if (absence == null) {
            absences.remove(representativeId);
        } else {
            absences.put(representativeId, absence);
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
        sweeps.remove(teamId);
    }

    private static String key(String first, String second) {
        return first + DIVIDER + second;
    }
}
