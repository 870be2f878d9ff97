// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.rules.Facts;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Facts of a lead for scoring rules. What changes with each activity comes straight from the state; the person is only
 * looked at when a rule asks for it.
 */
final class ScoringFacts implements Facts {

    private static final String COUNT = "count.";
    private static final String DAYS_SINCE = "days_since.";

    private final LeadState state;
    private final Supplier<LeadProfile> profile;
    private final int dailyHitLimit;

    private @Nullable LeadFacts person;

    ScoringFacts(LeadState state, Supplier<LeadProfile> profile, int dailyHitLimit) {
        this.state = state;
        this.profile = profile;
        this.dailyHitLimit = dailyHitLimit;
    }

    @Override
    public @Nullable Object value(String field) {
        if (field.startsWith(COUNT)) {
            ActivityCounter counter = Shares.counter(state, field.substring(COUNT.length()), dailyHitLimit);
            return counter == null ? 0L : counter.getTotal() - counter.getCut();
        }
        if (field.startsWith(DAYS_SINCE)) {
            ActivityCounter counter = Shares.counter(state, field.substring(DAYS_SINCE.length()), dailyHitLimit);
            return counter == null ? null : (long) state.getAsOfDay() - counter.getNewestDay();
        }
        return switch (field) {
            case "createdAt" -> Instant.ofEpochMilli(state.getCreatedAt());
            case "updatedAt" -> Instant.ofEpochMilli(state.getUpdatedAt());
            default -> person().value(field);
        };
    }

    private LeadFacts person() {
        LeadFacts known = person;
        if (known == null) {
            known = new LeadFacts(profile.get(), today());
            person = known;
        }
        return known;
    }

    @Override
    public long today() {
        return state.getAsOfDay();
    }
}
