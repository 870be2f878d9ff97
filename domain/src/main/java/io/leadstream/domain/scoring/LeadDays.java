// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.rules.Facts;
import io.leadstream.schemas.state.scoring.LeadState;

/** What time alone does to a lead: its score belongs to the last day on which it did something. */
final class LeadDays {

    private final LeadState state;
    private final Facts facts;

    LeadDays(LeadState state, Facts facts) {
        this.state = state;
        this.facts = facts;
    }

    /** Whether time alone may do anything to a lead. */
    static boolean move(ScoringModel rules, LeadState state) {
        return rules.changesByTime() || !state.getAdjustments().isEmpty();
    }

    /** The day from which on time alone may have changed something: what is known from events and rules. */
    static int first(ScoringModel rules, LeadState state) {
        return Math.max(state.getKnownDay(), rules.publishedDay());
    }

    /** The last day up to the lead's on which time alone changed something; the first when there was none. */
    int lastChange(ScoringModel rules) {
        int changed = first(rules, state);
        int last = state.getAsOfDay();
        if (move(rules, state) && changed < last) {
            Breakdown then = asOf(rules, changed);
            int day = Outlook.nextChange(rules, then, facts, Outlook.NEVER);
            while (day <= last) {
                Breakdown now = asOf(rules, day);
                changed = rules.sameAnnounced(then, now) ? changed : day;
                then = now;
                day = Outlook.nextChange(rules, now, facts, Outlook.NEVER);
            }
            state.setAsOfDay(last);
        }
        return changed;
    }

    /** Whether something that is announced is another on a day than on the lead's. */
    boolean changesOn(ScoringModel rules, int day) {
        int before = state.getAsOfDay();
        Breakdown then = asOf(rules, before);
        boolean changes = !rules.sameAnnounced(then, asOf(rules, day));
        state.setAsOfDay(before);
        return changes;
    }

    /** What the rules make of the lead on a day, which becomes the lead's. */
    Breakdown asOf(ScoringModel rules, int day) {
        state.setAsOfDay(day);
        return rules.evaluate(state, facts);
    }

    /**
     * Sees that a timer is set early enough. A timer that comes early stays, since it looks again: a change that only wins
     * time costs nothing.
     *
     * @param before the day for which one is to be set so far
     * @return the day for which one is to be set
     */
    int lookEarlyEnough(ScoringModel rules, Breakdown breakdown, int before) {
        if (move(rules, state) && state.getDueDay() > state.getAsOfDay()) {
            int day = Outlook.nextChange(rules, breakdown, facts, state.getDueDay());
            if (day < state.getDueDay()) {
                state.setDueDay(day);
                return day;
            }
        }
        return before;
    }

    /** Sets the timer on from a day up to which nothing has changed since the lead's; returns the day it is set for. */
    int lookAhead(ScoringModel rules, int day) {
        int before = state.getAsOfDay();
        Breakdown breakdown = asOf(rules, day);
        state.setDueDay(Outlook.nextChange(rules, breakdown, facts, Outlook.NEVER));
        state.setAsOfDay(before);
        return state.getDueDay();
    }
}
