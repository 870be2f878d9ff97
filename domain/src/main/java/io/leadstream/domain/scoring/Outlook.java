// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.rules.Facts;
import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.ScoreLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks ahead from a breakdown, without going from day to day. Conditions and adjustments change on days that are known
 * beforehand. Fading points lie above a curve that is the same for all hits of a rule, whatever their ages: it bounds the
 * total from below, and for points taken away from above, and with it the day on which a step can be crossed at the
 * earliest. The bound is off by rounding only, so a timer that looks again on that day comes at most a few days early.
 */
final class Outlook {

    /** No such day. */
    static final int NEVER = Integer.MAX_VALUE;

    /**
     * Points that fade.
     *
     * @param points what is given
     * @param whole what it would be without a cap
     */
    private record Fade(long points, long whole, long rounding, Fading fading) {

        /** What is at least left, in parts of {@link Fading#WHOLE}. */
        long leastAfter(int days) {
            long left = Math.max(0, Math.abs(whole) * fading.weight(days) - rounding);
            return Math.min(left, Math.abs(points) * Fading.WHOLE);
        }
    }

    private final int today;
    private final long total;
    private final long lowest;
    private final long highest;
    private final List<Fade> fades = new ArrayList<>();

    private Outlook(ScoringModel model, Breakdown now, int today) {
        this.today = today;
        this.total = now.total();
        int reached = model.stepOf(now.score());
        int[] steps = model.steps();
        this.lowest = reached == 0 ? Long.MIN_VALUE : steps[reached - 1];
        this.highest = reached == steps.length ? Long.MAX_VALUE : steps[reached];
        for (ScoreLine line : now.lines()) {
            CompiledRule rule = line.getPoints() == 0 ? null : model.fading().get(line.getRuleId());
            Fading fading = rule == null ? null : rule.fading();
            if (rule != null && fading != null) {
                long whole = (long) line.getPoints() + line.getCapped();
                fades.add(new Fade(line.getPoints(), whole, rule.roundingOf(line.getHits()), fading));
            }
        }
    }

    /**
     * The first day on which time alone may change what is announced: none before it does.
     *
     * @param now the breakdown as of the facts' day
     * @param atMost a day from which on the answer is of no interest
     */
    static int nextChange(ScoringModel model, Breakdown now, Facts facts, int atMost) {
        int today = (int) facts.today();
        long next = NEVER;
        for (CompiledRule rule : model.timed()) {
            next = Math.min(next, rule.condition().nextFlip(facts));
        }
        for (Adjustment adjustment : now.adjustments()) {
            next = Math.min(next, Adjustments.lastDay(adjustment) + 1L);
        }
        int limit = (int) Math.min(next, atMost);
        return Math.min((int) next, new Outlook(model, now, today).crossing(limit));
    }

    /** The first day before a limit on which fading may cross a step. */
    private int crossing(int limit) {
        int far = 0;
        for (Fade fade : fades) {
            far = Math.max(far, fade.fading().gone());
        }
        long most = Math.min(far, (long) limit - 1 - today);
        if (most < 1 || staysFor((int) most)) {
            return NEVER;
        }
        int stays = 0;
        int crosses = (int) most;
        while (crosses - stays > 1) {
            int middle = (stays + crosses) >>> 1;
            if (staysFor(middle)) {
                stays = middle;
            } else {
                crosses = middle;
            }
        }
        return today + crosses;
    }

    /** Whether the total stays between two steps for so many days, and if so, for less. */
    private boolean staysFor(int days) {
        long least = total * Fading.WHOLE;
        long most = least;
        for (Fade fade : fades) {
            long faded = Math.abs(fade.points()) * Fading.WHOLE - fade.leastAfter(days);
            if (fade.points() > 0) {
                least -= faded;
            } else {
                most += faded;
            }
        }
        // The total is a whole number, so it is at least the next one above its lower bound.
        return (lowest == Long.MIN_VALUE || least > (lowest - 1) * Fading.WHOLE)
                && (highest == Long.MAX_VALUE || most < highest * Fading.WHOLE);
    }
}
