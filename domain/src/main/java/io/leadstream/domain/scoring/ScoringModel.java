// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.predictive.PredictiveScorer;
import io.leadstream.domain.rules.Facts;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A version of the scoring rules, compiled. Immutable. */
public final class ScoringModel {

    private static final String PREDICTIVE = "predictive";

    private final ScoringRuleSet rules;
    private final CompiledRule[] compiled;
    private final int groups;
    private final Set<String> counted;
    private final Set<String> winning;
    private final Measures measures;
    private final boolean changesByTime;
    private final @Nullable PredictiveScorer predictive;
    private final Map<String, CompiledRule> fading;
    private final List<CompiledRule> timed;
    private final int[] steps;
    private final int publishedDay;

    private ScoringModel(
            ScoringRuleSet rules, List<CompiledRule> compiled, int groups, @Nullable PredictiveScorer predictive) {
        this.rules = rules;
        this.compiled = compiled.toArray(CompiledRule[]::new);
        this.groups = groups;
        this.counted = counted(compiled);
        this.winning =
                counted(compiled.stream().filter(rule -> rule.points() > 0).toList());
        this.measures = Measures.of(rules);
        this.changesByTime = compiled.stream().anyMatch(CompiledRule::changesByTime);
        this.predictive = predictive;
        this.fading = compiled.stream()
                .filter(rule -> rule.fading() != null)
                .collect(Collectors.toUnmodifiableMap(CompiledRule::id, rule -> rule));
        this.timed = compiled.stream().filter(rule -> rule.condition().timed()).toList();
        this.steps = Grades.steps(rules.getQualifyAt(), rules.getSalesAt());
        this.publishedDay = Days.of(rules.getPublishedAt().toEpochMilli());
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
        return new ScoringModel(rules, compiled, groups.size(), null);
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

    /** The same rules beside another predictive model, or without one. */
    public ScoringModel with(@Nullable PredictiveScorer other) {
        return other == predictive ? this : new ScoringModel(rules, List.of(compiled), groups, other);
    }

    /** The predictive model beside the rules; null when there is none. */
    @Nullable
    PredictiveScorer predictive() {
        return predictive;
    }

    /** Version of the predictive model; 0 when there is none. */
    int predictiveVersion() {
        return predictive == null ? 0 : predictive.version();
    }

    /** Whether a lead's score and prediction are by this version of the rules and of the model. */
    public boolean wasAppliedTo(LeadState lead) {
        return lead.getRulesVersion() == version() && lead.getPredictiveVersion() == predictiveVersion();
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

    /** Whether a lead has done something after a time that the rules have points for. */
    boolean winsAfter(LeadState lead, long time) {
        return Shares.anyAfter(lead, winning, time);
    }

    /** Rules whose points fade, by id. */
    Map<String, CompiledRule> fading() {
        return fading;
    }

    /** Rules whose condition changes as days go by. */
    List<CompiledRule> timed() {
        return timed;
    }

    /** Scores from which something else is announced, ascending, each from 1 to 100. */
    int[] steps() {
        return steps;
    }

    /** How many steps a score has reached. */
    int stepOf(int score) {
        int reached = 0;
        while (reached < steps.length && steps[reached] <= score) {
            reached++;
        }
        return reached;
    }

    /** Whether nothing that is announced is another: the steps that are reached, and the adjustments. */
    boolean sameAnnounced(Breakdown one, Breakdown other) {
        return stepOf(one.score()) == stepOf(other.score())
                && one.adjustments().size() == other.adjustments().size();
    }

    /** Day of publication: no lead is scored by these rules as of a day before it. */
    int publishedDay() {
        return publishedDay;
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
        ScoreLine predicted = predictedLine(state);
        if (predicted != null) {
            lines.add(predicted);
            total += predicted.getPoints();
        }
        List<Adjustment> adjusted = Adjustments.inForce(state);
        for (Adjustment adjustment : adjusted) {
            lines.add(Adjustments.line(adjustment));
            total += adjustment.getPoints();
        }
        return new Breakdown(total, lines, adjusted);
    }

    /** What the prediction adds to the score: nothing, unless the rules give it a weight. */
    private @Nullable ScoreLine predictedLine(LeadState state) {
        double weight = rules.getPredictiveWeight();
        if (predictive == null || weight == 0 || state.getPredicted() < 0) {
            return null;
        }
        return new ScoreLine(PREDICTIVE, PREDICTIVE, 1, 0, (int) Math.round(weight * state.getPredicted()), 0, 0);
    }
}
