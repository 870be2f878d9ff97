// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ScoringRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of a lead's activities: those of one type whose properties satisfy a condition. The type alone is
 * counted always and is its own name.
 *
 * @param type activity type
 * @param where over the properties
 */
public record Measure(String type, Condition where) {

    /** Begins the condition in a measure's name; no activity type has it. */
    static final char CONDITION = '{';

    private static final List<String> PREFIXES = List.of("count.", "days_since.");

    /** The name under which it is counted, such as {@code pricing_viewed{plan equals "enterprise"}}. */
    public String name() {
        return type + CONDITION + ConditionText.of(where) + '}';
    }

    /** Name of what is counted: the type's own without a condition. */
    public static String name(String type, @Nullable Condition where) {
        return where == null ? type : new Measure(type, where).name();
    }

    /** Whether this is the name of a measure with a condition, and not an activity type. */
    public static boolean isConditional(String name) {
        return name.indexOf(CONDITION) >= 0;
    }

    /**
     * The measures with a condition that a rule looks at.
     *
     * @throws IllegalArgumentException when a condition can't be used
     */
    public static List<Measure> of(ScoringRule rule) {
        var measures =
                new ArrayList<>(CompiledCondition.compile(rule.getCondition()).measures());
        if (rule.getWhere() != null) {
            if (rule.getActivityType() == null) {
                throw new IllegalArgumentException("'where' without an activity");
            }
            measures.add(new Measure(rule.getActivityType(), rule.getWhere()));
        }
        return measures;
    }

    /** The activity type that a field counts or gives the age of; null for any other field. */
    static @Nullable String typeOf(String field) {
        for (String prefix : PREFIXES) {
            if (field.startsWith(prefix)) {
                return field.substring(prefix.length());
            }
        }
        return null;
    }
}
