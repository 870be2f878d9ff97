// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        for (Representative entry : roster.getRepresentatives()) {
            Person person = Person.of(entry);
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
