// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.predictive.Traits;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.domain.rules.Measure;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead as predictive models see it: what is known of the person, and counts that no rule has cut. Days count back from
 * the lead's own newest event, so that neither a timer nor new rules change anything.
 */
final class LeadTraits implements Traits {

    private final LeadState state;
    private final LeadFacts person;

    LeadTraits(LeadState state, LeadProfile profile) {
        this.state = state;
        this.person = new LeadFacts(profile, Days.of(state.getUpdatedAt()));
    }

    @Override
    public @Nullable Object value(String field) {
        return person.value(field);
    }

    @Override
    public Set<String> customFields() {
        return person.profile().getCustomFields().keySet();
    }

    @Override
    public Set<String> activityTypes() {
        var types = new LinkedHashSet<String>();
        for (ActivityCounter counter : state.getCounters()) {
            // A measure with a condition is counted only while rules ask for it.
            if (!Measure.isConditional(counter.getType())) {
                types.add(counter.getType());
            }
        }
        return types;
    }

    @Override
    public long hits(String type) {
        ActivityCounter counter = Counters.find(state.getCounters(), type);
        return counter == null ? 0 : counter.getTotal();
    }

    @Override
    public int daysSince(String type) {
        ActivityCounter counter = Counters.find(state.getCounters(), type);
        return counter == null ? -1 : Days.of(state.getUpdatedAt()) - counter.getNewestDay();
    }
}
