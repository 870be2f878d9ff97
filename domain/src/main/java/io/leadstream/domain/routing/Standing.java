// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.calendar.Presence;
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
 */
record Standing(Person person, CandidateResult result, boolean possibleLater, PersonLoad load) {

    /** Judges in the fixed order: active, team, segment, hours, leave, open leads, leads of the day, excluded. */
    static Standing of(Person person, OwnerRequest request, TeamLoads loads, Instant at) {
        PersonLoad load = loads.of(person.id());
        CandidateResult never = unfit(person, request);
        boolean excluded = request.getExcluded().contains(person.id());
        CandidateResult result = never != null ? never : busy(person, load, loads, at);
        if (result == null) {
            result = excluded ? CandidateResult.EXCLUDED : CandidateResult.ELIGIBLE;
        }
        return new Standing(person, result, never == null && !excluded, load);
    }

    boolean eligible() {
        return result == CandidateResult.ELIGIBLE;
    }

    /** True when the person is at work, whatever else is in the way. */
    boolean there() {
        return switch (result) {
            case INACTIVE, NOT_IN_TEAM, OUTSIDE_HOURS, ON_LEAVE -> false;
            default -> true;
        };
    }

    /** When the person may be able to receive the lead, as far as calendars tell. */
    Optional<Instant> expected(Instant at) {
        if (!possibleLater) {
            return Optional.empty();
        }
        return switch (result) {
            case OUTSIDE_HOURS, ON_LEAVE -> person.calendar().nextWorking(at);
            case DAY_CAPACITY -> person.calendar().nextWorking(person.calendar().nextDate(at));
            default -> Optional.empty();
        };
    }

    private static @Nullable CandidateResult unfit(Person person, OwnerRequest request) {
        if (!person.representative().getActive()) {
            return CandidateResult.INACTIVE;
        }
        if (!person.belongsTo(request.getTeamId())) {
            return CandidateResult.NOT_IN_TEAM;
        }
        return person.serves(request.getSegment()) ? null : CandidateResult.SEGMENT_MISMATCH;
    }

    private static @Nullable CandidateResult busy(Person person, PersonLoad load, TeamLoads loads, Instant at) {
        Presence presence = person.calendar().at(at);
        if (presence != Presence.WORKING) {
            return presence == Presence.ON_LEAVE ? CandidateResult.ON_LEAVE : CandidateResult.OUTSIDE_HOURS;
        }
        Representative entry = person.representative();
        Integer open = entry.getCapacityOpen();
        if (open != null && load.getOpenLeads() >= open) {
            return CandidateResult.OPEN_CAPACITY;
        }
        Integer perDay = entry.getCapacityPerDay();
        if (perDay != null && loads.leadsOn(person.id(), person.calendar().dateOf(at)) >= perDay) {
            return CandidateResult.DAY_CAPACITY;
        }
        return null;
    }
}
