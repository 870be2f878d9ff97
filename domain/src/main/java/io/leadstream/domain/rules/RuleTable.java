// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table shape of scoring rules: a row for each, with the columns of {@link #COLUMNS} and, where a rule needs them,
 * of {@link #EXTRA}. Points per activity are written as {@code activity equals <type>}. Several operands stand in one
 * cell, {@code a|b}, with {@code \\} before a bar that belongs to one.
 */
public final class RuleTable {

    /** Columns that every table has. */
    public static final List<String> COLUMNS = List.of("name", "field", "operator", "value", "points", "active");

    /** Columns that a table may have. */
    public static final List<String> EXTRA = List.of("id", "category", "group", "cap", "half_life", "activity");

    private static final Set<String> LISTS = Set.of("in", "not_in", "between");
    private static final Set<String> YES = Set.of("true", "t", "yes", "y", "1");
    private static final Set<String> NO = Set.of("false", "f", "no", "n", "0");

    private RuleTable() {}

    /** The tree of a file with these rows, for {@link RuleFiles#scoringRules}. */
    public static Map<String, Object> tree(Map<String, Object> settings, List<Map<String, String>> rows) {
        var tree = new LinkedHashMap<String, Object>(settings);
        tree.put("rules", rows.stream().map(RuleTable::rule).toList());
        return tree;
    }

    /** The rows of a set; every rule that a table can't hold is named. */
    public static Parsed<List<Map<String, String>>> rows(ScoringRuleSet set) {
        var mistakes = new ArrayList<Mistake>();
        var rows = new ArrayList<Map<String, String>>();
        for (int i = 0; i < set.getRules().size(); i++) {
            ScoringRule rule = set.getRules().get(i);
            Map<String, String> row = row(rule);
            if (!rule.equals(read(row))) {
                mistakes.add(new Mistake(
                        "rules[" + i + "]",
                        "a row can't hold all of rule '" + rule.getId()
                                + "': it has one test, no nesting and no 'where'",
                        "use the YAML form, or split the rule"));
            }
            rows.add(row);
        }
        return Parsed.of(List.copyOf(rows), mistakes);
    }

    private static Map<String, String> row(ScoringRule rule) {
        var row = new LinkedHashMap<String, String>();
        row.put("name", rule.getName());
        Condition test = rule.getCondition();
        String activity = rule.getActivityType();
        if (test != null && test.getKind() == ConditionKind.TEST) {
            String operator = word(test.getOperator());
            row.put("field", String.valueOf(test.getField()));
            row.put("operator", operator);
            row.put("value", cell(operator, test.getValues()));
            put(row, "activity", activity);
        } else if (activity != null) {
            row.put("field", "activity");
            row.put("operator", "equals");
            row.put("value", activity);
        }
        row.put("points", Integer.toString(rule.getPoints()));
        row.put("active", Boolean.toString(rule.getActive()));
        put(row, "group", rule.getGroup());
        put(row, "cap", rule.getCap());
        put(row, "half_life", rule.getHalfLifeDays());
        // What follows from the rest is not repeated.
        ScoringRule plain = read(row);
        if (plain == null || !plain.getId().equals(rule.getId())) {
            row.put("id", rule.getId());
        }
        if (plain == null || !plain.getCategory().equals(rule.getCategory())) {
            row.put("category", rule.getCategory());
        }
        return row;
    }

    private static @Nullable ScoringRule read(Map<String, String> row) {
        ScoringRuleSet set = RuleFiles.scoringRules(tree(Map.of("name", "row"), List.of(row)))
                .value();
        return set == null ? null : set.getRules().get(0);
    }

    private static Map<String, Object> rule(Map<String, String> row) {
        var rule = new LinkedHashMap<String, Object>();
        row.forEach((column, cell) -> {
            String text = cell.strip();
            if (!text.isEmpty()) {
                rule.put(column.equals("half_life") ? "halfLife" : column, text);
            }
        });
        Object operator = rule.get("operator");
        if (operator != null) {
            String word = operator.toString().toLowerCase(Locale.ROOT).replace(' ', '_');
            rule.put("operator", word);
            if (LISTS.contains(word) && rule.get("value") != null) {
                rule.put("value", values(String.valueOf(rule.get("value"))));
            }
        }
        rule.computeIfPresent("active", (key, cell) -> flag(cell.toString()));
        return rule;
    }

    private static Object flag(String cell) {
        String folded = cell.toLowerCase(Locale.ROOT);
        if (YES.contains(folded)) {
            return true;
        }
        return NO.contains(folded) ? (Object) false : cell;
    }

    private static String cell(String operator, List<String> values) {
        if (!LISTS.contains(operator)) {
            return String.join("", values);
        }
        return String.join(
                "|",
                values.stream()
                        .map(value -> value.replace("\\", "\\\\").replace("|", "\\|"))
                        .toList());
    }

    private static List<String> values(String cell) {
        var values = new ArrayList<String>();
        var value = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length()) {
                i++;
                value.append(cell.charAt(i));
            } else if (c == '|') {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }

    private static String word(@Nullable Operator operator) {
        return operator == null ? "" : operator.name().toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, String> row, String column, @Nullable Object value) {
        if (value != null) {
            row.put(column, value.toString());
        }
    }
}
