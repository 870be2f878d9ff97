// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions: {@code field}, {@code operator} and {@code value} in a rule itself, or under {@code when} a test or
 * {@code all}, {@code any} and {@code not} of further conditions. Where activities are counted, a test of their count may
 * say under {@code where} which of them it means.
 */
public final class ConditionReader {

    private static final int MOST_DEPTH = 16;

    /** Each lead that has such an activity keeps the text beside its count. */
    private static final int MOST_WHERE = 500;

    private final RuleFields fields;

    /** Reads conditions over these fields. */
    public ConditionReader(RuleFields fields) {
        this.fields = fields;
    }

    /** The condition of a rule; null when it has none or a mistake was noted. */
    public @Nullable Condition ofRule(TreeReader rule) {
        return ofRule(rule, fields.countsActivities());
    }

    /**
     * The condition of a rule.
     *
     * @param whereOfTest whether {@code where} in the rule itself belongs to the test that stands there
     */
    @Nullable
    Condition ofRule(TreeReader rule, boolean whereOfTest) {
        boolean inline = rule.has("field") || rule.has("operator") || rule.has("value");
        if (inline && rule.has("when")) {
            rule.mistake("when", "both 'field' and 'when'", "move the test into 'when'");
            return null;
        }
        if (inline) {
            return test(rule, whereOfTest);
        }
        if (whereOfTest && rule.has("where")) {
            rule.mistake(
                    "where",
                    "there are no activities it could be about",
                    "add 'activity', or put it beside a test of count.<type> or days_since.<type>");
        }
        TreeReader when = rule.child("when");
        return when == null ? null : node(when, 1);
    }

    /** One condition that must be there, such as a segment's; null when a mistake was noted. */
    public @Nullable Condition required(TreeReader owner) {
        if (!owner.has("when") && !owner.has("field")) {
            owner.mistake("when", "there is no condition", "add 'field', 'operator' and 'value', or 'when'");
            return null;
        }
        return ofRule(owner);
    }

    private @Nullable Condition node(TreeReader node, int depth) {
        if (fields.countsActivities()) {
            node.allow("all", "any", "not", "field", "operator", "value", "where");
        } else {
            node.allow("all", "any", "not", "field", "operator", "value");
        }
        if (depth > MOST_DEPTH) {
            node.mistake("", "nested more than " + MOST_DEPTH + " deep", "split the rule");
            return null;
        }
        boolean all = node.has("all");
        boolean any = node.has("any");
        boolean not = node.has("not");
        int forms = (all ? 1 : 0) + (any ? 1 : 0) + (not ? 1 : 0) + (node.has("field") ? 1 : 0);
        if (forms != 1) {
            node.mistake("", "a condition is one of all, any, not, or field with operator", "write exactly one");
            return null;
        }
        if (!node.has("field") && node.has("where")) {
            node.mistake("where", "'where' belongs to a test", "put it beside count.<type> or days_since.<type>");
        }
        if (not) {
            TreeReader child = node.child("not");
            Condition negated = child == null ? null : node(child, depth + 1);
            return negated == null ? null : combined(ConditionKind.NOT, List.of(negated));
        }
        return all || any ? combination(node, all ? "all" : "any", depth) : test(node, fields.countsActivities());
    }

    /** The condition under {@code where}, over the properties of activities; null without one or after a mistake. */
    @Nullable
    Condition where(TreeReader owner) {
        TreeReader where = owner.child("where");
        Condition condition = where == null ? null : new ConditionReader(RuleFields.properties()).node(where, 1);
        if (condition != null) {
            int length = ConditionText.of(condition).length();
            if (length > MOST_WHERE) {
                owner.mistake(
                        "where",
                        "the condition has " + length + " characters",
                        "write one of at most " + MOST_WHERE + ", or send a property that says the same in short");
            }
        }
        return condition;
    }

    private @Nullable Condition combination(TreeReader node, String key, int depth) {
        var children = new ArrayList<Condition>();
        List<TreeReader> entries = node.children(key);
        for (TreeReader entry : entries) {
            Condition child = node(entry, depth + 1);
            if (child != null) {
                children.add(child);
            }
        }
        if (entries.isEmpty()) {
            node.mistake(key, "no condition in '" + key + "'", "add at least one");
        }
        return children.isEmpty()
                ? null
                : combined("all".equals(key) ? ConditionKind.ALL : ConditionKind.ANY, children);
    }

    private static Condition combined(ConditionKind kind, List<Condition> children) {
        return new Condition(kind, null, null, List.of(), children, null);
    }

    private @Nullable Condition test(TreeReader node, boolean takesWhere) {
        String field = node.requiredText("field");
        Operator operator = operator(node);
        List<String> values = node.texts("value");
        if (field.isEmpty() || operator == null) {
            return null;
        }
        RuleFields.Type type = fields.typeOf(field);
        if (type != null && fields.countsActivities() && isMeasure(field)) {
            node.mistake("field", "'" + field + "' does not fit", "write the condition under 'where'");
            return null;
        }
        if (type == null) {
            node.mistake("field", "unknown field '" + field + "'", fields.hint(field));
            return null;
        }
        if (!type.takes(operator)) {
            node.mistake(
                    "operator",
                    name(operator) + " does not fit '" + field + "', which is " + type.words(),
                    "choose another");
            return null;
        }
        Condition where = takesWhere ? whereOfTest(node, field) : null;
        Condition condition = new Condition(ConditionKind.TEST, field, operator, values, List.of(), where);
        return compiles(node, type, condition) ? condition : null;
    }

    private static boolean isMeasure(String field) {
        String counted = Measure.typeOf(field);
        return counted != null && Measure.isConditional(counted);
    }

    private @Nullable Condition whereOfTest(TreeReader node, String field) {
        if (node.has("where") && Measure.typeOf(field) == null) {
            node.mistake(
                    "where",
                    "'" + field + "' counts no activities",
                    "use it with count.<type>, days_since.<type> or 'activity'");
            return null;
        }
        return where(node);
    }

    private static boolean compiles(TreeReader node, RuleFields.Type type, Condition condition) {
        Operator operator = condition.getOperator();
        int given = condition.getValues().size();
        if (given < Operators.least(operator) || given > Operators.most(operator)) {
            node.mistake("value", name(operator) + " has " + given + " values", takes(operator));
            return false;
        }
        try {
            CompiledCondition.compile(condition);
        } catch (IllegalArgumentException e) {
            node.mistake("value", String.valueOf(e.getMessage()), howTo(operator));
            return false;
        }
        OperandFit.Misfit misfit = OperandFit.misfit(type, operator, condition.getValues());
        if (misfit != null) {
            node.mistake("value", misfit.problem(), misfit.fix());
            return false;
        }
        return true;
    }

    private static String howTo(Operator operator) {
        return switch (operator) {
            case MATCHES -> "write an RE2 expression in single quotes; look-around and back-references are not in it";
            case WITHIN_DAYS -> "write a whole number of days from 0";
            default -> "write a number, or a date such as 2026-11-03";
        };
    }

    private static String takes(Operator operator) {
        return switch (Operators.most(operator)) {
            case 0 -> "leave 'value' out";
            case 1 -> "write one value";
            case 2 -> "write two values: [lowest, highest]";
            default -> "write a list: [one, another]";
        };
    }

    private static @Nullable Operator operator(TreeReader node) {
        String name = node.requiredText("operator");
        if (name.isEmpty()) {
            return null;
        }
        for (Operator operator : Operator.values()) {
            if (operator != Operator.UNKNOWN && name(operator).equals(name.toLowerCase(Locale.ROOT))) {
                return operator;
            }
        }
        List<String> names = Arrays.stream(Operator.values())
                .filter(operator -> operator != Operator.UNKNOWN)
                .map(ConditionReader::name)
                .toList();
        String nearest = Nearest.to(name, names);
        node.mistake(
                "operator",
                "unknown operator '" + name + "'",
                nearest == null ? "known are " + String.join(", ", names) : "did you mean " + nearest + "?");
        return null;
    }

    private static String name(Operator operator) {
        return operator.name().toLowerCase(Locale.ROOT);
    }
}
