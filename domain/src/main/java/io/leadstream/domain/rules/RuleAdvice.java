// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is allowed in a rule set and yet seldom meant. Advice stops no publication. */
public final class RuleAdvice {

    private RuleAdvice() {}

    /** The advice, in the order of the rules. */
    public static List<Mistake> of(ScoringRuleSet set) {
        List<Mistake> advice = new ArrayList<>();
        if (set.getSalesAt() > set.getQualifyAt()) {
            advice.add(new Mistake(
                    "salesAt",
                    set.getSalesAt() + " is above qualifyAt, which sends leads to sales anyway",
                    "write at most " + set.getQualifyAt()));
        }
        Map<String, List<Integer>> groups = groups(set.getRules());
        for (int i = 0; i < set.getRules().size(); i++) {
            advise(set.getRules().get(i), "rules[" + i + "]", groups, advice);
        }
        return advice;
    }

    private static Map<String, List<Integer>> groups(List<ScoringRule> rules) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            String group = rules.get(i).getGroup();
            if (group != null) {
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(i);
            }
        }
        return groups;
    }

    private static void advise(
            ScoringRule rule, String path, Map<String, List<Integer>> groups, Collection<Mistake> advice) {
        String group = rule.getGroup();
        if (group != null && groups.getOrDefault(group, List.of()).size() == 1) {
            List<String> others = groups.keySet().stream()
                    .filter(other -> !other.equals(group))
                    .toList();
            String nearest = Nearest.to(group, others);
            advice.add(new Mistake(
                    path + ".group",
                    "'" + group + "' is a group of one rule, so it changes nothing",
                    nearest == null ? "leave 'group' out" : "did you mean '" + nearest + "'?"));
        }
        if (rule.getPoints() == 0 && group == null) {
            advice.add(new Mistake(path + ".points", "0 points change no score", "write points, or 'active: false'"));
        }
        Integer cap = rule.getCap();
        if (cap != null && cap < Math.abs(rule.getPoints())) {
            advice.add(new Mistake(
                    path + ".cap",
                    "the cap is below the points of one hit",
                    "write at least " + Math.abs(rule.getPoints())));
        }
    }
}
