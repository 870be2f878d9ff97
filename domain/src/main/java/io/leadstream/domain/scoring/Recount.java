// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.state.scoring.LeadState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happened before a measure was counted, from the record of it. The lead ends as if the measure had been
 * counted then, whatever has happened to it since.
 */
public final class Recount {

    private Recount() {}

    /**
     * Whether the lead had taken in such an activity at all: what was refused then counts for nothing now. A lead that has
     * become part of another remembers none of that.
     *
     * @param visitor the anonymous id of an activity that a visitor's identification brought; else null
     */
    public static boolean tookIn(@Nullable LeadState lead, String type, @Nullable String visitor) {
        if (Merging.isGone(lead)) {
            return true;
        }
        return lead != null
                && Counters.find(lead.getCounters(), type) != null
                && (visitor == null || Collections.binarySearch(lead.getVisitors(), visitor) >= 0);
    }

    /**
     * Counts a recorded activity, given once. Changes the lead in place; its score is left to the version of the rules
     * that needs the measure.
     *
     * @param missing the measures that were not counted when it happened
     * @return whether any of them takes it
     */
    public static boolean count(
            LeadState lead, Measures missing, String type, long occurredAt, Map<String, String> properties) {
        List<String> taking = missing.taking(new Hit(type, properties, occurredAt));
        if (taking.isEmpty()) {
            return false;
        }
        if (lead.getMeasuresVersion() != missing.version()) {
            missing.fit(lead);
        }
        // The daily limit cuts when the version is applied.
        taking.forEach(measure -> Counters.hit(lead, measure, occurredAt, Integer.MAX_VALUE));
        lead.setShareDue(Merging.isGone(lead));
        return true;
    }
}
