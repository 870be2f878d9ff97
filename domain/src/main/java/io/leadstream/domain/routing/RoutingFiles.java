// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.rules.ConditionReader;
import io.leadstream.domain.rules.ContentHash;
import io.leadstream.domain.rules.Mistake;
import io.leadstream.domain.rules.Parsed;
import io.leadstream.domain.rules.RuleFields;
import io.leadstream.domain.rules.TreeReader;
import io.leadstream.schemas.rules.AssignmentRule;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads assignment rule files and rosters, whose trees a YAML or JSON parser made. */
public final class RoutingFiles {

    /** Resource with the default assignment rules. */
    public static final String DEFAULT_ASSIGNMENT_RULES = "/io/leadstream/defaults/assignment-rules.yaml";

    /** Resource with the default roster. */
    public static final String DEFAULT_ROSTER = "/io/leadstream/defaults/roster.yaml";

    private static final int MOST_RULES = 1_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private RoutingFiles() {}

    /** Rules as they would be published, but version 0, the epoch as their time and no publisher. */
    public static Parsed<AssignmentRuleSet> assignmentRules(@Nullable Object tree) {
        List<Mistake> mistakes = new ArrayList<>();
        TreeReader file = TreeReader.root(tree, mistakes);
        file.allow("name", "defaultTeam", "segments", "rules");
        ConditionReader conditions = new ConditionReader(RuleFields.assignment());
        AssignmentRuleSet content = AssignmentRuleSet.newBuilder()
                .setVersion(0)
                .setName(file.requiredText("name"))
                .setContentHash("")
                .setPublishedAt(Instant.EPOCH)
                .setPublishedBy("")
                .setDefaultTeam(id(file, "defaultTeam"))
                .setSegments(segments(file, conditions))
                .setRules(rules(file, conditions))
                .build();
        content.setContentHash(ContentHash.of(content));
        return Parsed.of(content, mistakes);
    }

    /** A roster as it would be published, but version 0, the epoch as its time and no publisher. */
    public static Parsed<Roster> roster(@Nullable Object tree) {
        List<Mistake> mistakes = new ArrayList<>();
        Roster content = new RosterReader(TreeReader.root(tree, mistakes)).read();
        content.setContentHash(ContentHash.of(content));
        return Parsed.of(content, mistakes);
    }

    /** What rules ask of a roster that it lacks: teams and people, by name. Empty when they fit one another. */
    public static List<Mistake> disagreements(AssignmentRuleSet rules, Roster roster) {
        Set<String> teams = new HashSet<>();
        roster.getTeams().forEach(team -> teams.add(team.getId()));
        Set<String> people = new HashSet<>();
        roster.getRepresentatives().forEach(person -> people.add(person.getId()));
        List<Mistake> mistakes = new ArrayList<>();
        if (!teams.contains(rules.getDefaultTeam())) {
            mistakes.add(lacking("defaultTeam", "team", rules.getDefaultTeam()));
        }
        for (int i = 0; i < rules.getRules().size(); i++) {
            AssignmentRule rule = rules.getRules().get(i);
            String path = "rules[" + i + "]";
            if (rule.getTeam() != null && !teams.contains(rule.getTeam())) {
                mistakes.add(lacking(path + ".team", "team", rule.getTeam()));
            }
            if (rule.getRepresentative() != null && !people.contains(rule.getRepresentative())) {
                mistakes.add(lacking(path + ".representative", "representative", rule.getRepresentative()));
            }
        }
        return mistakes;
    }

    /** A required id; empty after a mistake. */
    static String id(TreeReader node, String key) {
        String id = node.requiredText(key);
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            node.mistake(key, "'" + id + "' does not fit", "use letters, digits, '.', '_' and '-', at most 100");
        }
        return id;
    }

    private static List<Segment> segments(TreeReader file, ConditionReader conditions) {
        List<Segment> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TreeReader entry : file.children("segments")) {
            entry.allow("name", "field", "operator", "value", "when");
            String name = id(entry, "name");
            Condition condition = conditions.required(entry);
            if (!names.add(name)) {
                entry.mistake("name", "'" + name + "' is used twice", "give each segment its own name");
            }
            if (condition != null) {
                segments.add(new Segment(name, condition));
            }
        }
        return segments;
    }

    private static List<AssignmentRule> rules(TreeReader file, ConditionReader conditions) {
        List<AssignmentRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<TreeReader> entries = file.children("rules");
        if (entries.size() > MOST_RULES) {
            file.mistake("rules", entries.size() + " rules", "write at most " + MOST_RULES + " rules");
        }
        for (TreeReader entry : entries) {
            entry.allow(
                    "id", "name", "priority", "active", "field", "operator", "value", "when", "team", "representative");
            AssignmentRule rule = AssignmentRule.newBuilder()
                    .setId(id(entry, "id"))
                    .setName(entry.requiredText("name"))
                    .setPriority(entry.requiredInteger("priority", 0, 1_000_000))
                    .setActive(entry.flag("active", true))
                    .setCondition(conditions.ofRule(entry))
                    .setTeam(entry.text("team"))
                    .setRepresentative(entry.text("representative"))
                    .build();
            if (!ids.add(rule.getId())) {
                entry.mistake("id", "'" + rule.getId() + "' is used twice", "give each rule its own id");
            }
            if ((rule.getTeam() == null) == (rule.getRepresentative() == null)) {
                entry.mistake("team", "a rule has one target", "write either 'team' or 'representative'");
            }
            rules.add(rule);
        }
        return rules;
    }

    private static Mistake lacking(String path, String kind, String id) {
        return new Mistake(path, "the roster lacks " + kind + " '" + id + "'", "add it to the roster, or name another");
    }
}
