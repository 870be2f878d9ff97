// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ScoringRule;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one scoring rule. */
final class ScoringRuleReader {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final Pattern ACTIVITY = Pattern.compile("(?!.*\\{)\\S(.{0,98}\\S)?");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Set<String> RESERVED_IDS = Set.of("manual", "predictive");
    private static final List<String> CATEGORIES = List.of("demographic", "firmographic", "behavioural");
    private static final Set<String> COMPANY_FIELDS =
            Set.of("company", "website", "industry", "employeeCount", "annualRevenue");

    private final ConditionReader conditions = new ConditionReader(RuleFields.scoring());

    /** The rule as far as it could be read; mistakes are noted in the reader. */
    ScoringRule read(TreeReader rule) {
        rule.allow(
                "id",
                "name",
                "category",
                "field",
                "operator",
                "value",
                "when",
                "activity",
                "where",
                "points",
                "active",
                "group",
                "cap",
                "halfLife");
        boolean activityTest = "activity".equals(rule.text("field"));
        String activity = activityTest ? activityOfTest(rule) : rule.text("activity");
        if (activity != null && !ACTIVITY.matcher(activity).matches()) {
            rule.mistake(
                    "activity",
                    "'" + activity + "' does not fit",
                    "write an activity type of 1 to 100 characters, without {");
        }
        // Beside an activity 'where' is about that activity, also when a test of the lead stands there.
        Condition where = activity == null ? null : conditions.where(rule);
        Condition condition = activityTest ? null : conditions.ofRule(rule, activity == null);
        if (activity == null && !rule.has("when") && !rule.has("field") && !rule.has("operator")) {
            rule.mistake(
                    "",
                    "the rule does not say when it applies",
                    "add 'activity', or 'field' with 'operator', or 'when'");
        }
        if (activity == null && rule.has("halfLife")) {
            rule.mistake("halfLife", "only points of activities fade", "add 'activity', or leave 'halfLife' out");
        }
        String name = rule.requiredText("name");
        return new ScoringRule(
                id(rule, name),
                name,
                category(rule, activity, condition),
                condition,
                activity,
                rule.requiredInteger("points", -1_000, 1_000),
                rule.flag("active", true),
                rule.text("group"),
                cap(rule),
                rule.integer("halfLife", 1, 3_650),
                where);
    }

    private static @Nullable Integer cap(TreeReader rule) {
        String text = rule.text("cap");
        if (text != null && text.startsWith("-")) {
            rule.mistake(
                    "cap", "a cap has no sign: it holds points up and down", "write " + text.substring(1) + " instead");
            return null;
        }
        return rule.integer("cap", 1, 100_000);
    }

    /** The table shape writes an activity's points as a test: {@code field: activity, operator: equals, value: call}. */
    private static String activityOfTest(TreeReader rule) {
        if (!"equals".equals(rule.text("operator"))) {
            rule.mistake("operator", "'activity' is only compared with equals", "write 'operator: equals'");
        }
        return rule.requiredText("value");
    }

    private static String id(TreeReader rule, String name) {
        String id = rule.text("id");
        if (id == null) {
            return slug(name);
        }
        if (!ID.matcher(id).matches()) {
            rule.mistake("id", "'" + id + "' does not fit", "use a-z, 0-9, '.', '_' and '-', at most 100");
        }
        if (RESERVED_IDS.contains(id)) {
            rule.mistake("id", "'" + id + "' is reserved", "choose another id");
        }
        return id;
    }

    /** An id made of a name: its letters without accents; the name's hash where it has no Latin letter. */
    private static String slug(String name) {
        String slug = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        if (slug.isEmpty() && !name.isBlank()) {
            return "rule-"
                    + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                            .toString()
                            .substring(0, 8);
        }
        return slug.substring(0, Math.min(slug.length(), 100));
    }

    private static String category(TreeReader rule, @Nullable String activity, @Nullable Condition condition) {
        String category = rule.text("category");
        if (category == null) {
            return inferred(activity, condition);
        }
        String plain = category.toLowerCase(Locale.ROOT).replace("behavioral", "behavioural");
        if (!CATEGORIES.contains(plain)) {
            rule.mistake(
                    "category", "unknown category '" + category + "'", "use one of " + String.join(", ", CATEGORIES));
        }
        return plain;
    }

    private static String inferred(@Nullable String activity, @Nullable Condition condition) {
        if (activity != null) {
            return CATEGORIES.get(2);
        }
        Set<String> fields = CompiledCondition.compile(condition).fields();
        if (fields.stream().anyMatch(field -> field.startsWith("count.") || field.startsWith("days_since."))) {
            return CATEGORIES.get(2);
        }
        return COMPANY_FIELDS.containsAll(fields) && !fields.isEmpty() ? CATEGORIES.get(1) : CATEGORIES.get(0);
    }
}
