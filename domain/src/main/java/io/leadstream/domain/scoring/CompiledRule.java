// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.rules.CompiledCondition;
import io.leadstream.domain.rules.Measure;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One active rule, ready to be applied to leads. */
final class CompiledRule {

    /** Keeps the sum of a thousand lines within an int. */
    private static final long MOST_POINTS = 1_000_000;

    private static final Set<String> TIMES = Set.of("createdAt", "updatedAt");

    private final ScoringRule rule;
    private final @Nullable String measure;
    private final CompiledCondition condition;
    private final int group;
    private final boolean dynamic;
    private final @Nullable Fading fading;
    private final ScoreLine onceLine;

    CompiledRule(ScoringRule rule, int group) {
        this.rule = rule;
        this.measure = rule.getActivityType() == null ? null : Measure.name(rule.getActivityType(), rule.getWhere());
        this.group = group;
        this.condition = CompiledCondition.compile(rule.getCondition());
        this.dynamic = condition.timed() || condition.fields().stream().anyMatch(CompiledRule::changesWithActivity);
        this.fading = rule.getHalfLifeDays() == null ? null : new Fading(rule.getHalfLifeDays());
        this.onceLine = line(1, 0, rule.getPoints(), rule.getPoints());
    }

    private static boolean changesWithActivity(String field) {
        return field.startsWith("count.") || field.startsWith("days_since.") || TIMES.contains(field);
    }

    CompiledCondition condition() {
        return condition;
    }

    /** Index of the rule's group, or -1. */
    int group() {
        return group;
    }

    /** Whether the condition may change without any change of the person. */
    boolean dynamic() {
        return dynamic;
    }

    /** Whether the points may change by any event, also one that is not counted by this rule. */
    boolean changesByTime() {
        return fading != null
                || condition.timed()
                || condition.fields().stream().anyMatch(TIMES::contains);
    }

    String id() {
        return rule.getId();
    }

    /** How the points of a hit fade; null when they don't. */
    @Nullable
    Fading fading() {
        return fading;
    }

    /** By how much, in parts of {@link Fading#WHOLE}, rounding may take the points of so many hits from their curve. */
    long roundingOf(int hits) {
        return Fading.WHOLE + 2L * Math.abs(rule.getPoints()) * hits;
    }

    /** What its points are per hit of; null when it gives points once. */
    @Nullable
    String measure() {
        return measure;
    }

    int points() {
        return rule.getPoints();
    }

    /** The line of a lead for which the condition holds; null when nothing was counted. */
    @Nullable
    ScoreLine line(LeadState state, int dailyHitLimit) {
        if (measure == null) {
            return onceLine;
        }
        ActivityCounter counter = Shares.counter(state, measure, dailyHitLimit);
        if (counter == null) {
            return null;
        }
        long counted = counter.getTotal() - counter.getCut();
        long fresh = rule.getPoints() * counted;
        long points = fading == null
                ? fresh
                : Fading.points(
                        rule.getPoints(),
                        Counters.weighed(
                                counter, state.getAsOfDay(), Days.of(state.getUpdatedAt()), dailyHitLimit, fading));
        return line(counted, counter.getCut(), fresh, points);
    }

    /** A line that also tells what fading and the cap have taken. */
    private ScoreLine line(long hits, long cut, long fresh, long faded) {
        int given = capped(faded);
        return new ScoreLine(
                rule.getId(),
                rule.getCategory(),
                whole(hits),
                whole(cut),
                given,
                whole(fresh - faded),
                whole(faded - given));
    }

    private int capped(long points) {
        long most = rule.getCap() == null ? MOST_POINTS : Math.min(rule.getCap(), MOST_POINTS);
        return (int) Math.max(-most, Math.min(most, points));
    }

    private static int whole(long number) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(number, Integer.MAX_VALUE));
    }
}
