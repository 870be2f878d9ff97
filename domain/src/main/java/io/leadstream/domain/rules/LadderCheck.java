// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.ScoringRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds steps of a ladder that never count: of a group only the first match does, so a step whose condition holds only
 * where an earlier one's holds is dead. Only what is certain is named.
 */
final class LadderCheck {

    private LadderCheck() {}

    static List<Mistake> unreachable(List<ScoringRule> rules) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            ScoringRule hiding = hiding(rules, i);
            if (hiding != null) {
                mistakes.add(new Mistake(
                        "rules[" + i + "]",
                        "the rule never counts: wherever it matches, '" + hiding.getId() + "' before it in group '"
                                + hiding.getGroup() + "' does too",
                        "put the stricter rule first"));
            }
        }
        return mistakes;
    }

    private static @Nullable ScoringRule hiding(List<ScoringRule> rules, int index) {
        ScoringRule rule = rules.get(index);
        for (int i = 0; i < index; i++) {
            ScoringRule earlier = rules.get(i);
            if (shares(earlier, rule) && Implication.holds(rule.getCondition(), earlier.getCondition())) {
                return earlier;
            }
        }
        return null;
    }

    /** Whether the earlier rule, when its condition holds, takes the place of the later one. */
    private static boolean shares(ScoringRule earlier, ScoringRule later) {
        return later.getGroup() != null
                && later.getGroup().equals(earlier.getGroup())
                && later.getActive()
                && earlier.getActive()
                // Points of activities need a hit, whatever the condition says.
                && earlier.getActivityType() == null;
    }
}
