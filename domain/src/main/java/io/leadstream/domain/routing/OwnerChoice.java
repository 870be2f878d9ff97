// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.rules.Team;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PersonLoad;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiPredicate;
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
        String named = request.getRepresentativeId();
        if (request.getOnly()) {
            return named(request, roster, loads, absences, team, at);
        }
        List<Person> considered = considered(members, roster, named, companyOwner);
        List<Standing> standings = new ArrayList<>(considered.size());
        BitSet there = new BitSet(members.size());
        for (Person person : considered) {
            Standing standing = Standing.of(person, request, loads, absences, at);
            // Members come first: the place of a member's standing is the member's place.
            if (standing.there() && standings.size() < members.size()) {
                there.set(standings.size());
            }
            standings.add(standing);
        }
        if (loads.notice(members, there)) {
            standings.replaceAll(
                    standing -> standing.with(loads.of(standing.person().id())));
        }
        Standing favourite = eligible(standings, named != null ? named : companyOwner);
        if (favourite != null) {
            AssignmentMethod method = named != null ? request.getMethod() : AssignmentMethod.COMPANY_OWNER;
            return new Choice(standings, favourite.person(), method, null, team, roster.version());
        }
        OwnerWait wait = OwnerWait.of(request, team, standings, at);
        if (wait != null) {
            return new Choice(standings, null, request.getMethod(), null, team, roster.version(), wait);
        }
        Standing next = byStrategy(team.getStrategy(), members, standings, loads);
        Person chosen = next == null ? null : next.person();
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

    private static @Nullable Standing byStrategy(
            Strategy strategy, List<Person> members, List<Standing> standings, TeamLoads loads) {
        return switch (strategy) {
            case ROUND_ROBIN -> nextInTurn(members, standings, loads.last());
            case WEIGHTED -> least(standings, TeamLoads::received);
            default -> least(standings, TeamLoads::carried);
        };
    }

    /** Least relative to weight, then who was assigned longest ago; the first in roster order stays first. */
    private static @Nullable Standing least(List<Standing> standings, ToLongFunction<PersonLoad> amount) {
        return first(standings, (one, other) -> {
            long level = amount.applyAsLong(one.load()) * other.person().weight();
            long otherLevel = amount.applyAsLong(other.load()) * one.person().weight();
            return level == otherLevel ? waitedLonger(one, other) : level < otherLevel;
        });
    }

    private static boolean waitedLonger(Standing one, Standing other) {
        return one.load().getLastTurn() < other.load().getLastTurn();
    }

    /** Of those who may receive it the first whom nobody goes before. */
    private static @Nullable Standing first(List<Standing> standings, BiPredicate<Standing, Standing> before) {
        Standing first = null;
        for (Standing standing : standings) {
            if (standing.eligible() && (first == null || before.test(standing, first))) {
                first = standing;
            }
        }
        return first;
    }

    /** The first eligible person after the last assigned one, round the roster; turns decide when that one has gone. */
    private static @Nullable Standing nextInTurn(
            List<Person> members, List<Standing> standings, @Nullable String last) {
        int from = -1;
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).id().equals(last)) {
                from = i;
            }
        }
        if (from < 0) {
            return first(standings, OwnerChoice::waitedLonger);
        }
        for (int step = 1; step <= members.size(); step++) {
            Standing next = standings.get((from + step) % members.size());
            if (next.eligible()) {
                return next;
            }
        }
        return null;
    }
}
