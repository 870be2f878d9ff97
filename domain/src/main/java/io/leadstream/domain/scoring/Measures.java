// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.rules.CompiledCondition;
import io.leadstream.domain.rules.Measure;
import io.leadstream.domain.rules.PropertyFacts;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The measures with a condition that are counted beside the plain types, and which counters of a lead belong to one.
 * Immutable.
 */
public final class Measures {

    /** Only plain types are counted. */
    public static final Measures NONE = new Measures(0, Map.of(), List.of());

    private final int version;
    private final Map<String, Integer> since;
    private final Map<String, List<Counted>> byType;

    private Measures(int version, Map<String, Integer> since, Collection<Measure> counted) {
        this.version = version;
        this.since = Map.copyOf(since);
        this.byType = new HashMap<>();
        for (Measure measure : counted) {
            byType.computeIfAbsent(measure.type(), type -> new ArrayList<>(1))
                    .add(new Counted(measure.name(), CompiledCondition.ofProperties(measure.where())));
        }
    }

    /**
     * Measures some of which have not been counted from the start.
     *
     * @param version newest version of the rules that any of them belongs to
     * @param since each measure's name, with the version of the rules at which counting began; what a lead had counted
     *     under the name before that is void
     * @param counted those to be counted
     * @throws IllegalArgumentException when a condition can't be used
     */
    public static Measures of(int version, Map<String, Integer> since, Collection<Measure> counted) {
        return new Measures(version, since, counted);
    }

    /** The measures of a version of the rules, as if it had been in force from the start. */
    static Measures of(ScoringRuleSet rules) {
        Map<String, Measure> byName = ofRules(rules);
        Map<String, Integer> since = new HashMap<>();
        byName.keySet().forEach(name -> since.put(name, 0));
        return new Measures(rules.getVersion(), since, byName.values());
    }

    /** Every measure with a condition that the active rules look at, by name. */
    public static Map<String, Measure> ofRules(ScoringRuleSet rules) {
        Map<String, Measure> byName = new TreeMap<>();
        for (ScoringRule rule : rules.getRules()) {
            if (rule.getActive()) {
                Measure.of(rule).forEach(measure -> byName.put(measure.name(), measure));
            }
        }
        return byName;
    }

    /** The types of activity that any of them looks at. */
    public Set<String> types() {
        return Set.copyOf(byType.keySet());
    }

    int version() {
        return version;
    }

    /** Names of those that count this. */
    List<String> taking(Hit hit) {
        List<Counted> watching = byType.getOrDefault(hit.type(), List.of());
        if (watching.isEmpty()) {
            return List.of();
        }
        int day = Days.of(hit.at());
        return watching.stream()
                .filter(measure -> measure.takes(hit.properties(), day))
                .map(Counted::name)
                .toList();
    }

    /** Drops the counters of a lead that belong to no measure any more, or to counting that was begun anew since. */
    void fit(LeadState lead) {
        int known = lead.getMeasuresVersion();
        List<ActivityCounter> counters = lead.getCounters();
        // By index: an iterator over what Avro has decoded removes nothing.
        for (int i = counters.size() - 1; i >= 0; i--) {
            String name = counters.get(i).getType();
            if (Measure.isConditional(name) && since.getOrDefault(name, Integer.MAX_VALUE) > known) {
                counters.remove(i);
            }
        }
        lead.setMeasuresVersion(version);
    }

    /** A measure with its condition compiled. */
    private record Counted(String name, CompiledCondition condition) {

        /** Whether an activity with these properties on that UTC day is counted. */
        boolean takes(Map<String, String> properties, int day) {
            return condition.matches(new PropertyFacts(properties, day));
        }
    }
}
