// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolSweep;
import io.leadstream.schemas.state.assignment.PoolTeam;
import io.leadstream.schemas.state.assignment.StaffAbsence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pool remembers, behind plain reads and writes; one writer at a time. Records handed in or out are not changed later. */
public interface PoolBook {

    /** Loads and turns of a team; absent before its first request. */
    @Nullable
    PoolTeam team(String teamId);

    /** Stores loads and turns; {@code before} is the wake-up of the record that is replaced. */
    void saveTeam(PoolTeam team, @Nullable Instant before);

    /** A lead with the team, owned or waiting. */
    @Nullable
    PoolEntry entry(String teamId, String leadId);

    void saveEntry(String teamId, PoolEntry entry);

    void removeEntry(String teamId, String leadId);

    /** Id of the first waiting lead of a kind: the one with the least rank. */
    @Nullable
    String firstWaiting(String teamId, String kind);

    void enqueue(String teamId, String kind, String rank, String leadId);

    void dequeue(String teamId, String kind, String rank);

    /** Who owns the company with this domain, as far as this team knows. */
    @Nullable
    String companyOwner(String teamId, String domain);

    /** Stores or, with null, forgets who owns a company. */
    void saveCompanyOwner(String teamId, String domain, @Nullable String representativeId);

    /** Every team that ever had a request, in order. */
    List<String> teamIds();

    /** The next leads with a team in the order of their ids, after the given one. */
    List<PoolEntry> entriesAfter(String teamId, String leadId, int most);

    /** Who is away by command; absent for everybody else. */
    @Nullable
    StaffAbsence absence(String representativeId);

    /** Stores or, with null, ends an absence by command. */
    void saveAbsence(String representativeId, @Nullable StaffAbsence absence);

    /** The walk through a team's leads that is under way. */
    @Nullable
    PoolSweep sweep(String teamId);

    void saveSweep(PoolSweep sweep);

    void removeSweep(String teamId);
}
