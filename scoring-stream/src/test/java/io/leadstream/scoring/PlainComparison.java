// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.scoring.PlainScore.PlainRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Holds a lead's whole state against the plain reading.
 *
 * @param onlyWon whether the rules, of one version, never take points away
 */
record PlainComparison(String seed, boolean onlyWon, List<PlainRules> versions) {

    void compare(PlainHistory person, LeadState state, PlainScore plain, Instant end) {
        long asOf = plain.asOf(PlainScore.day(end));
        assertThat(LocalDate.ofEpochDay(state.getAsOfDay())).as(seed).isEqualTo(LocalDate.ofEpochDay(asOf));
        assertThat(state.getTotal()).as(seed).isEqualTo(plain.total(asOf));
        assertThat(state.getScore()).as(seed).isEqualTo(plain.score(asOf));
        assertThat((long) state.getKnownDay()).as(seed).isEqualTo(plain.knownDay);
        assertThat(state.getCreatedAt()).as(seed).isEqualTo(plain.createdAt.toEpochMilli());
        assertThat(state.getUpdatedAt()).as(seed).isEqualTo(plain.updatedAt.toEpochMilli());
        assertThat(state.getFirstReceivedAt()).as(seed).isEqualTo(plain.firstReceivedAt.toEpochMilli());
        assertThat(state.getCounters().stream()
                        .mapToLong(counter -> counter.getTotal())
                        .sum())
                .as(seed)
                .isEqualTo(person.ofThePerson().stream()
                        .filter(event -> !(event instanceof LeadCommand || event instanceof CommandOutcome))
                        .filter(event -> !(event instanceof CapturedLead capture
                                && capture.getSourceKind().name().equals("API")))
                        .count());
        assertThat(state.getVisitors())
                .as(seed)
                .containsExactlyElementsOf(person.held().stream()
                        .map(Activity::getAnonymousId)
                        .distinct()
                        .sorted()
                        .toList());
        compareCycles(person, state, plain);
        assertThat(state.getAdjustments())
                .as(seed)
                .extracting(adjustment -> adjustment.getCommandId())
                .containsExactlyElementsOf(plain.inForce(plain.knownDay).stream()
                        .map(LeadCommand::getCommandId)
                        .toList());
    }

    /** Exactly, when points are only won; else a qualification stays, and whether there was one hangs on the way. */
    private void compareCycles(PlainHistory person, LeadState state, PlainScore plain) {
        PlainCycle cycle = plain.cycle;
        assertThat(state.getCycle()).as(seed).isEqualTo(cycle.number);
        assertThat(state.getRecycledAt())
                .as(seed)
                .isEqualTo(cycle.recycledAt == null ? null : Long.valueOf(cycle.recycledAt.toEpochMilli()));
        assertThat(state.getResting()).as(seed).isEqualTo(cycle.resting);
        boolean reached = !cycle.resting
                && state.getScore() >= versions.get(versions.size() - 1).qualifyAt();
        if (onlyWon) {
            assertThat(state.getQualified()).as(seed).isEqualTo(reached);
        } else if (reached) {
            assertThat(state.getQualified()).as(seed).isTrue();
        } else if (cycle.resting && versions.size() == 1) {
            assertThat(state.getQualified()).as(seed).isFalse();
        }
        person.links().stream().map(LeadLink::getLeadId).forEach(gone -> assertThat(merged(gone, state, person))
                .as(seed)
                .isTrue());
    }

    /** Whether a lead is listed as part of the person's exactly when anything came under its id, or through it. */
    private static boolean merged(String gone, LeadState state, PlainHistory person) {
        return state.getMergedFrom().contains(gone) == person.passedThrough().contains(gone);
    }
}
