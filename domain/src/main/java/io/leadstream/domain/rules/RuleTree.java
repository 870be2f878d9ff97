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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule set as the tree of its file: what {@link RuleFiles#scoringRules} reads gives the same content again. */
public final class RuleTree {

    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private RuleTree() {}

    /** Maps, lists, texts, whole numbers and flags, in the order in which people write them. */
    public static Map<String, Object> of(ScoringRuleSet set) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", set.getName());
        tree.put("qualifyAt", set.getQualifyAt());
        tree.put("salesAt", set.getSalesAt());
        tree.put("dailyHitLimit", set.getDailyHitLimit());
        if (set.getPredictiveWeight() != 0) {
            tree.put("predictiveWeight", set.getPredictiveWeight());
        }
        tree.put("rules", set.getRules().stream().map(RuleTree::of).toList());
        return tree;
    }

    private static Map<String, Object> of(ScoringRule rule) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("id", rule.getId());
        tree.put("name", rule.getName());
        tree.put("category", rule.getCategory());
        put(tree, "group", rule.getGroup());
        put(tree, "activity", rule.getActivityType());
        if (rule.getWhere() != null) {
            tree.put("where", of(rule.getWhere()));
        }
        Condition condition = rule.getCondition();
        // Beside an activity, 'where' of a test would be read as the activity's.
        boolean inline = rule.getActivityType() == null || condition == null || condition.getWhere() == null;
        if (condition != null && inline && condition.getKind() == ConditionKind.TEST) {
            tree.putAll(of(condition));
        } else if (condition != null) {
            tree.put("when", of(condition));
        }
        tree.put("points", rule.getPoints());
        put(tree, "cap", rule.getCap());
        put(tree, "halfLife", rule.getHalfLifeDays());
        if (!rule.getActive()) {
            tree.put("active", false);
        }
        return tree;
    }

    private static Map<String, Object> of(Condition condition) {
        var tree = new LinkedHashMap<String, Object>();
        List<Map<String, Object>> children =
                condition.getChildren().stream().map(RuleTree::of).toList();
        switch (condition.getKind()) {
            case ALL -> tree.put("all", children);
            case ANY -> tree.put("any", children);
            case NOT -> tree.put("not", children.get(0));
            default -> test(condition, tree);
        }
        return tree;
    }

    private static void test(Condition test, Map<String, Object> tree) {
        put(tree, "field", test.getField());
        Operator operator = test.getOperator();
        tree.put("operator", operator == null ? "" : operator.name().toLowerCase(Locale.ROOT));
        var values =
                new ArrayList<>(test.getValues().stream().map(RuleTree::scalar).toList());
        if (!values.isEmpty()) {
            tree.put("value", values.size() == 1 ? values.get(0) : values);
        }
        if (test.getWhere() != null) {
            tree.put("where", of(test.getWhere()));
        }
    }

    /** A value as somebody would write it: the text that is read again is the same. */
    private static Object scalar(String value) {
        if (PLAIN_NUMBER.matcher(value).matches() && !value.equals("-0")) {
            return Long.valueOf(value);
        }
        return value.equals("true") || value.equals("false") ? Boolean.valueOf(value) : value;
    }

    private static void put(Map<String, Object> tree, String key, @Nullable Object value) {
        if (value != null) {
            tree.put(key, value);
        }
    }
}
