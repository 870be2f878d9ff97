// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.rules.CompiledCondition;
import io.leadstream.domain.rules.Facts;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.rules.AssignmentRule;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version of the assignment rules, compiled once. The first active match by ascending priority decides. */
public final class RoutingRules {

    private final int version;
    private final String defaultTeam;
    private final List<CompiledSegment> segments;
    private final List<CompiledRule> rules;

    private RoutingRules(int version, String defaultTeam, List<CompiledSegment> segments, List<CompiledRule> rules) {
        this.version = version;
        this.defaultTeam = defaultTeam;
        this.segments = segments;
        this.rules = rules;
    }

    /** Throws IllegalArgumentException when a rule makes no sense: the version is unusable. */
    public static RoutingRules of(AssignmentRuleSet set) {
        List<CompiledSegment> segments = new ArrayList<>();
        for (Segment segment : set.getSegments()) {
            segments.add(new CompiledSegment(segment.getName(), CompiledCondition.compile(segment.getCondition())));
        }
        List<CompiledRule> rules = new ArrayList<>();
        for (AssignmentRule rule : set.getRules()) {
            if ((rule.getTeam() == null) == (rule.getRepresentative() == null)) {
                throw new IllegalArgumentException(
                        "rule " + rule.getId() + " needs a team or a representative, and not both");
            }
            if (rule.getActive()) {
                rules.add(new CompiledRule(rule, CompiledCondition.compile(rule.getCondition())));
            }
        }
        rules.sort(Comparator.comparingInt(compiled -> compiled.rule().getPriority()));
        return new RoutingRules(set.getVersion(), set.getDefaultTeam(), segments, rules);
    }

    /** Version of the rules. */
    public int version() {
        return version;
    }

    /** Where the lead goes. A rule that names what the roster lacks is passed over, and the target says so. */
    Target route(Facts lead, TeamRoster roster) {
        String segment = segmentOf(lead);
        List<String> notes = new ArrayList<>();
        for (CompiledRule compiled : rules) {
            if (compiled.condition().matches(lead)) {
                AssignmentRule rule = compiled.rule();
                String team = teamOf(rule, roster);
                if (team != null) {
                    return new Target(
                            team,
                            rule.getRepresentative(),
                            AssignmentMethod.RULE,
                            rule.getId(),
                            rule.getName(),
                            note(notes),
                            segment,
                            false);
                }
                String lacking = rule.getTeam() == null ? rule.getRepresentative() : rule.getTeam();
                notes.add("Rule '" + rule.getName() + "' names " + lacking + ", whom the roster lacks");
            }
        }
        return new Target(defaultTeam, null, AssignmentMethod.DEFAULT_TEAM, null, null, note(notes), segment, false);
    }

    private @Nullable String segmentOf(Facts lead) {
        for (CompiledSegment segment : segments) {
            if (segment.condition().matches(lead)) {
                return segment.name();
            }
        }
        return null;
    }

    private static @Nullable String teamOf(AssignmentRule rule, TeamRoster roster) {
        if (rule.getRepresentative() != null) {
            Person person = roster.person(rule.getRepresentative());
            return person == null ? null : person.representative().getTeam();
        }
        return roster.team(rule.getTeam()) == null ? null : rule.getTeam();
    }

    private static @Nullable String note(List<String> notes) {
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    private record CompiledSegment(String name, CompiledCondition condition) {}

    private record CompiledRule(AssignmentRule rule, CompiledCondition condition) {}
}
