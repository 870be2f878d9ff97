// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.LocalDate;
import java.util.List;

/** Points by hand: each is a line of its own until it runs out. The list is sorted by command id, so order leaves no trace. */
final class Adjustments {

    static final int MOST = 100;

    private static final String CATEGORY = "manual";

    private Adjustments() {}

    /**
     * Takes an adjustment in; one that has run out already or is known leaves no trace.
     *
     * @throws LeadRefusedException when the lead has too many
     */
    static void add(LeadState state, Adjustment adjustment) {
        List<Adjustment> known = state.getAdjustments();
        int place = 0;
        while (place < known.size() && known.get(place).getCommandId().compareTo(adjustment.getCommandId()) < 0) {
            place++;
        }
        boolean repeat = place < known.size() && known.get(place).getCommandId().equals(adjustment.getCommandId());
        if (repeat || lastDay(adjustment) < state.getKnownDay()) {
            return;
        }
        if (known.size() >= MOST) {
            throw new LeadRefusedException("a lead has at most " + MOST + " adjustments that have not run out");
        }
        known.add(place, adjustment);
    }

    /** Lets go of what ran out before the latest day that is known from events. */
    static void forget(LeadState state) {
        List<Adjustment> known = state.getAdjustments();
        // From the end, since Avro's lists can't remove while they are walked over.
        for (int i = known.size() - 1; i >= 0; i--) {
            if (lastDay(known.get(i)) < state.getKnownDay()) {
                known.remove(i);
            }
        }
    }

    /** Those that count as of the lead's day. */
    static List<Adjustment> inForce(LeadState state) {
        List<Adjustment> all = state.getAdjustments();
        if (all.isEmpty()) {
            return List.of();
        }
        return all.stream()
                .filter(adjustment -> lastDay(adjustment) >= state.getAsOfDay())
                .toList();
    }

    static ScoreLine line(Adjustment adjustment) {
        return new ScoreLine(CATEGORY + ":" + adjustment.getCommandId(), CATEGORY, 1, 0, adjustment.getPoints(), 0, 0);
    }

    /** The last day on which it counts; the greatest int for one that doesn't run out. */
    static int lastDay(Adjustment adjustment) {
        String until = adjustment.getUntil();
        return until == null ? Integer.MAX_VALUE : Days.of(LocalDate.parse(until));
    }
}
