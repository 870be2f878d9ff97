// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.calendar.Presence;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PersonLoad;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one person stands on one request.
 *
 * @param person who
 * @param result ELIGIBLE, or the first reason against
 * @param possibleLater true when only time or somebody's leaving leads can be in the way
 * @param load the person's load before the decision
 * @param awayUntil when an absence by command ends by itself
 */
record Standing(
        Person person,
        CandidateResult result,
        boolean possibleLater,
        PersonLoad load,
        @Nullable Instant awayUntil) {

    /**
     * Judges in the fixed order: active, team, segment, hours, leave, away, open leads, leads of the day, leads of the
     * hour, excluded. Whom an admin names only has to be active; a manager who takes an exception has to be at work, too.
     */
    static Standing of(Person person, OwnerRequest request, TeamLoads loads, Absences absences, Instant at) {
        PersonLoad load = loads.of(person.id());
        CandidateResult never = unfit(person, request);
        boolean excluded = !request.getOnly() && request.getExcluded().contains(person.id());
        boolean ordered = request.getOnly() && request.getMethod() == AssignmentMethod.ADMIN;
        CandidateResult result = never;
        if (result == null && !ordered) {
            result = absent(person, absences, at);
        }
        if (result == null && !request.getOnly()) {
            result = full(person, load, loads, at);
        }
        if (result == null) {
            result = excluded ? CandidateResult.EXCLUDED : CandidateResult.ELIGIBLE;
        }
        return new Standing(person, result, never == null && !excluded, load, absences.until(person.id()));
    }

    /** The same with a newer load: what speaks against somebody does not change with it. */
    Standing with(PersonLoad newer) {
        return new Standing(person, result, possibleLater, newer, awayUntil);
    }

    boolean eligible() {
        return result == CandidateResult.ELIGIBLE;
    }

    /** True when the person is at work, whatever else is in the way. */
    boolean there() {
        return switch (result) {
            case INACTIVE, NOT_IN_TEAM, OUTSIDE_HOURS, ON_LEAVE, AWAY -> false;
            default -> true;
        };
    }

    /** True when nothing is in the way but that the person is not at work. */
    boolean isAbsent() {
        return possibleLater
                && switch (result) {
                    case OUTSIDE_HOURS, ON_LEAVE, AWAY -> true;
                    default -> false;
                };
    }

    /** Whether somebody who is absent may be back by the instant: who is away without an end may be back at any time. */
    boolean mayBeBackBy(Instant end, Instant at) {
        boolean anyTime = result == CandidateResult.AWAY && awayUntil == null;
        return anyTime || expected(at).filter(back -> !back.isAfter(end)).isPresent();
    }

    /** When the person may be able to receive the lead, as far as calendars tell. */
    Optional<Instant> expected(Instant at) {
        if (!possibleLater) {
            return Optional.empty();
        }
        return switch (result) {
            case OUTSIDE_HOURS, ON_LEAVE -> person.calendar().nextWorking(at);
            case AWAY -> Optional.ofNullable(awayUntil).flatMap(person.calendar()::nextWorking);
            case DAY_CAPACITY -> person.calendar().nextWorking(person.calendar().nextDate(at));
            case HOUR_CAPACITY ->
                person.calendar().nextWorking(person.calendar().nextHour(at));
            default -> Optional.empty();
        };
    }

    private static @Nullable CandidateResult unfit(Person person, OwnerRequest request) {
        if (!person.representative().getActive()) {
            return CandidateResult.INACTIVE;
        }
        if (request.getOnly()) {
            return null;
        }
        if (!person.belongsTo(request.getTeamId())) {
            return CandidateResult.NOT_IN_TEAM;
        }
        return person.serves(request.getSegment()) ? null : CandidateResult.SEGMENT_MISMATCH;
    }

    private static @Nullable CandidateResult absent(Person person, Absences absences, Instant at) {
        Presence presence = person.calendar().at(at);
        if (presence != Presence.WORKING) {
            return presence == Presence.ON_LEAVE ? CandidateResult.ON_LEAVE : CandidateResult.OUTSIDE_HOURS;
        }
        return absences.away(person.id(), at) ? CandidateResult.AWAY : null;
    }

    private static @Nullable CandidateResult full(Person person, PersonLoad load, TeamLoads loads, Instant at) {
        Representative entry = person.representative();
        Integer open = entry.getCapacityOpen();
        if (open != null && load.getOpenLeads() >= open) {
            return CandidateResult.OPEN_CAPACITY;
        }
        Integer perDay = entry.getCapacityPerDay();
        if (perDay != null && loads.leadsOn(person.id(), person.calendar().dateOf(at)) >= perDay) {
            return CandidateResult.DAY_CAPACITY;
        }
        Integer perHour = entry.getCapacityPerHour();
        if (perHour != null && loads.leadsInHour(person.id(), person.calendar().hourOf(at)) >= perHour) {
            return CandidateResult.HOUR_CAPACITY;
        }
        return null;
    }
}
