// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.rules.Team;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the owner of one lead within one team: the person a rule names, else the owner of the lead's company, else
 * by the team's strategy; always only among those who may receive it at the instant.
 */
final class OwnerChoice {

    private OwnerChoice() {}

    /** Decides, and has {@code loads} notice who is there. */
    static Choice choose(
            OwnerRequest request,
            @Nullable TeamRoster roster,
            TeamLoads loads,
            Absences absences,
            @Nullable String companyOwner,
            Instant at) {
        Team team = roster == null ? null : roster.team(request.getTeamId());
        if (roster == null || team == null) {
            int version = roster == null ? 0 : roster.version();
            return new Choice(List.of(), null, request.getMethod(), null, null, version);
        }
        List<Person> members = roster.members(team.getId());
        List<Standing> standings = new ArrayList<>();
        String named = request.getRepresentativeId();
        if (request.getOnly()) {
            return named(request, roster, loads, absences, team, at);
        }
        for (Person person : considered(members, roster, named, companyOwner)) {
            standings.add(Standing.of(person, request, loads, absences, at));
        }
        Set<Person> there = new HashSet<>();
        standings.stream().filter(Standing::there).forEach(standing -> there.add(standing.person()));
        if (loads.notice(members, there)) {
            standings.replaceAll(
                    standing -> standing.with(loads.of(standing.person().id())));
        }
        Standing favourite = eligible(standings, named != null ? named : companyOwner);
        if (favourite != null) {
            AssignmentMethod method = named != null ? request.getMethod() : AssignmentMethod.COMPANY_OWNER;
            return new Choice(standings, favourite.person(), method, null, team, roster.version());
        }
        Person chosen = byStrategy(team.getStrategy(), members, standings, loads)
                .map(Standing::person)
                .orElse(null);
        return new Choice(standings, chosen, request.getMethod(), team.getStrategy(), team, roster.version());
    }

    /** The lead waits for one person, and for nobody else. */
    private static Choice named(
            OwnerRequest request, TeamRoster roster, TeamLoads loads, Absences absences, Team team, Instant at) {
        String named = request.getRepresentativeId();
        Person person = named == null ? null : roster.person(named);
        List<Standing> standings =
                person == null ? List.of() : List.of(Standing.of(person, request, loads, absences, at));
        Standing chosen = eligible(standings, named);
        return new Choice(standings, chosen == null ? null : person, request.getMethod(), null, team, roster.version());
    }

    /** The team in roster order, then whoever is named without being in it, so that the record says why not. */
    private static List<Person> considered(
            List<Person> members, TeamRoster roster, @Nullable String named, @Nullable String companyOwner) {
        List<Person> considered = new ArrayList<>(members);
        for (String id : new @Nullable String[] {named, companyOwner}) {
            Person person = id == null ? null : roster.person(id);
            if (person != null && !considered.contains(person)) {
                considered.add(person);
            }
        }
        return considered;
    }

    private static @Nullable Standing eligible(List<Standing> standings, @Nullable String id) {
        for (Standing standing : standings) {
            if (standing.person().id().equals(id) && standing.eligible()) {
                return standing;
            }
        }
        return null;
    }

    private static Optional<Standing> byStrategy(
            Strategy strategy, List<Person> members, List<Standing> standings, TeamLoads loads) {
        List<Standing> eligible = standings.stream().filter(Standing::eligible).toList();
        return switch (strategy) {
            case ROUND_ROBIN -> nextInTurn(members, eligible, loads);
            case WEIGHTED ->
                eligible.stream().min(relative(s -> loads.received(s.person().id())));
            default ->
                eligible.stream().min(relative(s -> loads.carried(s.person().id())));
        };
    }

    /** Least relative to weight, then who was assigned longest ago; the first in roster order stays first. */
    private static Comparator<Standing> relative(ToLongFunction<Standing> amount) {
        Comparator<Standing> byLevel = (one, other) -> Long.compare(
                amount.applyAsLong(one) * other.person().weight(),
                amount.applyAsLong(other) * one.person().weight());
        return byLevel.thenComparingLong(standing -> standing.load().getLastTurn());
    }

    /** The first eligible person after the last assigned one, round the roster; turns decide when that one has gone. */
    private static Optional<Standing> nextInTurn(List<Person> members, List<Standing> eligible, TeamLoads loads) {
        String last = loads.last();
        int from = -1;
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).id().equals(last)) {
                from = i;
            }
        }
        if (from < 0) {
            return eligible.stream().min(Comparator.comparingLong(s -> s.load().getLastTurn()));
        }
        for (int step = 1; step <= members.size(); step++) {
            Person next = members.get((from + step) % members.size());
            for (Standing standing : eligible) {
                if (standing.person() == next) {
                    return Optional.of(standing);
                }
            }
        }
        return Optional.empty();
    }
}
