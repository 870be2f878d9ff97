// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolSweep;
import io.leadstream.schemas.state.assignment.PoolTeam;
import io.leadstream.schemas.state.assignment.StaffAbsence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A pool's memory on the heap: the plain reading that stores are compared with. */
public final class MemoryPoolBook implements PoolBook {

    final Map<String, PoolTeam> teams = new TreeMap<>();
    final Map<String, PoolEntry> entries = new TreeMap<>();
    final TreeMap<String, String> queue = new TreeMap<>();
    private final Map<String, String> owners = new TreeMap<>();
    final Map<String, StaffAbsence> absences = new TreeMap<>();
    final Map<String, PoolSweep> sweeps = new TreeMap<>();

    /** The team of most tests, which must be known. */
    PoolTeam sales() {
        return Objects.requireNonNull(teams.get("sales"));
    }

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
        return entries.get(teamId + '/' + leadId);
    }

    @Override
    public void saveEntry(String teamId, PoolEntry entry) {
        entries.put(teamId + '/' + entry.getRequest().getLeadId(), entry);
    }

    @Override
    public void removeEntry(String teamId, String leadId) {
        entries.remove(teamId + '/' + leadId);
    }

    @Override
    public @Nullable String firstWaiting(String teamId, String kind) {
        String prefix = teamId + '/' + kind + '/';
        Map.Entry<String, String> first = queue.ceilingEntry(prefix);
        return first == null || !first.getKey().startsWith(prefix) ? null : first.getValue();
    }

    @Override
    public void enqueue(String teamId, String kind, String rank, String leadId) {
        queue.put(teamId + '/' + kind + '/' + rank, leadId);
    }

    @Override
    public void dequeue(String teamId, String kind, String rank) {
        queue.remove(teamId + '/' + kind + '/' + rank);
    }

    @Override
    public @Nullable String companyOwner(String teamId, String domain) {
        return owners.get(teamId + '/' + domain);
    }

    @Override
    public void saveCompanyOwner(String teamId, String domain, @Nullable String representativeId) {
        if (representativeId == null) {
            owners.remove(teamId + '/' + domain);
        } else {
            owners.put(teamId + '/' + domain, representativeId);
        }
    }

    @Override
    public List<String> teamIds() {
        return List.copyOf(teams.keySet());
    }

    @Override
    public List<PoolEntry> entriesAfter(String teamId, String leadId, int most) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(teamId + '/'))
                .filter(entry -> entry.getKey().compareTo(teamId + '/' + leadId) > 0)
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
}
