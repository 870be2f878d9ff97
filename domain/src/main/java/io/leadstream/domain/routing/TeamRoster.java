// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Team;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A version of the roster, checked and made ready for decisions. Holds for as long as the version is in force. */
public final class TeamRoster {

    private final int version;
    private final Map<String, Team> teams = new LinkedHashMap<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, List<Person>> members = new LinkedHashMap<>();

    private TeamRoster(int version) {
        this.version = version;
    }

    /** Throws IllegalArgumentException or DateTimeException when an entry makes no sense: the version is unusable. */
    public static TeamRoster of(Roster roster) {
        TeamRoster ready = new TeamRoster(roster.getVersion());
        for (Team team : roster.getTeams()) {
            ready.teams.put(team.getId(), team);
            ready.members.put(team.getId(), new ArrayList<>());
        }
        Map<String, Set<LocalDate>> calendars = new HashMap<>();
        roster.getHolidays().forEach(calendar -> calendar.getDates().forEach(date -> calendars
                .computeIfAbsent(calendar.getName(), name -> new HashSet<>())
                .add(LocalDate.parse(date))));
        for (Representative entry : roster.getRepresentatives()) {
            Set<LocalDate> holidays = new HashSet<>();
            Team own = ready.teams.get(entry.getTeam());
            List<String> names = new ArrayList<>(entry.getHolidays());
            names.addAll(own == null ? List.of() : own.getHolidays());
            names.forEach(name -> holidays.addAll(calendars.getOrDefault(name, Set.of())));
            Person person = Person.of(entry, holidays);
            if (ready.people.put(person.id(), person) != null) {
                throw new IllegalArgumentException("representative " + person.id() + " is listed twice");
            }
            List<Person> team = ready.members.get(entry.getTeam());
            if (team == null) {
                throw new IllegalArgumentException(
                        person.id() + " is in team " + entry.getTeam() + ", which is not listed");
            }
            team.add(person);
        }
        return ready;
    }

    /** Version of the roster. */
    public int version() {
        return version;
    }

    /** When a representative is next at work, from the given instant on; empty for unknown people and without hours. */
    public Optional<Instant> nextAvailable(String representativeId, Instant from) {
        Person person = people.get(representativeId);
        return person == null ? Optional.empty() : person.calendar().nextWorking(from);
    }

    /** Whether the team is listed. */
    public boolean hasTeam(String teamId) {
        return teams.containsKey(teamId);
    }

    /** Whether there is more than one team: only then can somebody of another team own a company. */
    public boolean hasSeveralTeams() {
        return teams.size() > 1;
    }

    /** Team of a representative; empty for unknown people. */
    public Optional<String> teamOf(String representativeId) {
        Person person = people.get(representativeId);
        return Optional.ofNullable(
                person == null ? null : person.representative().getTeam());
    }

    /** Whether somebody is listed and active. */
    public boolean isActive(String representativeId) {
        Person person = people.get(representativeId);
        return person != null && person.representative().getActive();
    }

    /** Who takes a team's exceptions; empty when the team has no manager who is active. */
    public Optional<String> managerOf(String teamId) {
        Team team = teams.get(teamId);
        return Optional.ofNullable(team == null ? null : team.getManager()).filter(this::isActive);
    }

    /** How often a lead of the team moves on to somebody else before it goes to the manager. */
    public int movesOf(String teamId) {
        Team team = teams.get(teamId);
        return team == null ? 0 : team.getMoves();
    }

    /** How long a lead of the team may wait in the queue without an alert; empty: for ever. */
    public Optional<Duration> queueAlertOf(String teamId) {
        Team team = teams.get(teamId);
        return team == null || team.getQueueAlertSeconds() <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(team.getQueueAlertSeconds()));
    }

    /** Whether somebody may keep leads of a team: an active member, or the manager. */
    boolean keeps(String representativeId, String teamId) {
        Person person = people.get(representativeId);
        if (person == null || !person.representative().getActive()) {
            return false;
        }
        Team team = teams.get(teamId);
        return team != null && (person.belongsTo(teamId) || representativeId.equals(team.getManager()));
    }

    @Nullable
    Team team(String teamId) {
        return teams.get(teamId);
    }

    @Nullable
    Person person(String representativeId) {
        return people.get(representativeId);
    }

    /** In roster order; empty for a team that is not listed. */
    List<Person> members(String teamId) {
        return members.getOrDefault(teamId, List.of());
    }
}
