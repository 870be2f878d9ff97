// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.rules.Facts;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A version of the scoring rules, compiled. Immutable. */
public final class ScoringModel {

    private final ScoringRuleSet rules;
    private final CompiledRule[] compiled;
    private final int groups;
    private final Set<String> counted;
    private final Measures measures;
    private final boolean changesByTime;

    private ScoringModel(ScoringRuleSet rules, List<CompiledRule> compiled, int groups) {
        this.rules = rules;
        this.compiled = compiled.toArray(CompiledRule[]::new);
        this.groups = groups;
        this.counted = counted(compiled);
        this.measures = Measures.of(rules);
        this.changesByTime = compiled.stream().anyMatch(CompiledRule::changesByTime);
    }

    /**
     * Compiles the active rules of a set.
     *
     * @throws IllegalArgumentException when a condition or a limit can't be used
     */
    public static ScoringModel compile(ScoringRuleSet rules) {
        if (rules.getDailyHitLimit() < 1 || rules.getVersion() < 1) {
            throw new IllegalArgumentException("a rule set needs a version and a daily limit from 1");
        }
        Map<String, Integer> groups = new HashMap<>();
        var compiled = new ArrayList<CompiledRule>();
        for (ScoringRule rule : rules.getRules()) {
            if (rule.getActive()) {
                String group = rule.getGroup();
                Integer index = group == null ? null : groups.computeIfAbsent(group, name -> groups.size());
                compiled.add(new CompiledRule(rule, index == null ? -1 : index));
            }
        }
        return new ScoringModel(rules, compiled, groups.size());
    }

    private static Set<String> counted(List<CompiledRule> compiled) {
        Set<String> counted = new HashSet<>();
        for (CompiledRule rule : compiled) {
            String measure = rule.measure();
            if (measure != null) {
                counted.add(measure);
            }
            for (String field : rule.condition().fields()) {
                if (field.startsWith("count.") || field.startsWith("days_since.")) {
                    counted.add(field.substring(field.indexOf('.') + 1));
                }
            }
        }
        return Set.copyOf(counted);
    }

    /** The rule set that was compiled. */
    public ScoringRuleSet rules() {
        return rules;
    }

    /** Version of the rule set. */
    public int version() {
        return rules.getVersion();
    }

    int dailyHitLimit() {
        return rules.getDailyHitLimit();
    }

    /** What has to be counted beside plain types, as if this version had been in force from the start. */
    public Measures measures() {
        return measures;
    }

    /** Whether any rule looks at this type of activity or measure. */
    boolean counts(String measure) {
        return counted.contains(measure);
    }

    /** Whether an event of any kind may change points, since time passes with it. */
    boolean changesByTime() {
        return changesByTime;
    }

    /** One bit for each rule whose condition hangs on the person alone: whether it holds. */
    byte[] match(Facts facts) {
        byte[] bits = new byte[(compiled.length + 7) / 8];
        for (int i = 0; i < compiled.length; i++) {
            if (!compiled[i].dynamic() && compiled[i].condition().matches(facts)) {
                bits[i >> 3] |= (byte) (1 << (i & 7));
            }
        }
        return bits;
    }

    /** Applies every rule to a lead whose counters and matched bits belong to this version. */
    Breakdown evaluate(LeadState state, Facts facts) {
        byte[] matched = Packed.bytes(state.getMatched());
        boolean[] taken = new boolean[groups];
        var lines = new ArrayList<ScoreLine>();
        int total = 0;
        for (int i = 0; i < compiled.length; i++) {
            CompiledRule rule = compiled[i];
            if (rule.group() >= 0 && taken[rule.group()]) {
                continue;
            }
            boolean holds = rule.dynamic() ? rule.condition().matches(facts) : ((matched[i >> 3] >> (i & 7)) & 1) == 1;
            ScoreLine line = holds ? rule.line(state, dailyHitLimit()) : null;
            if (line != null) {
                lines.add(line);
                total += line.getPoints();
                if (rule.group() >= 0) {
                    taken[rule.group()] = true;
                }
            }
        }
        return new Breakdown(total, lines);
    }
}
