// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import io.leadstream.domain.rules.TreeReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Activities that a row tells of: of a type, so many times {@code count}, each so many times {@code each} (25 visits of
 * 2.4 pages are 60 page views).
 */
final class ActivityRule {

    /** A row that tells of more is a mistake of the mapping or the file. */
    private static final int MOST = 20_000;

    private final CellRule type;
    private final @Nullable CellRule count;
    private final @Nullable CellRule each;
    private final Map<String, CellRule> properties;

    private ActivityRule(
            CellRule type, @Nullable CellRule count, @Nullable CellRule each, Map<String, CellRule> properties) {
        this.type = type;
        this.count = count;
        this.each = each;
        this.properties = properties;
    }

    /** A type and how often. */
    record Told(String type, int visits, int total, Map<String, String> properties) {

        /** To which of the visits an activity belongs, from 1. */
        int visitOf(int ordinal) {
            return (int) ((long) ordinal * visits / total) + 1;
        }
    }

    static List<ActivityRule> readAll(TreeReader mapping, Set<String> notGiven) {
        List<ActivityRule> rules = new ArrayList<>();
        for (TreeReader node : mapping.children("activities")) {
            node.allow("type", "count", "each", "properties");
            CellRule type = node.raw("type") instanceof String word && !word.contains("{")
                    ? CellRule.constant(word)
                    : CellRule.read(node, "type", notGiven);
            Map<String, CellRule> properties = new LinkedHashMap<>();
            TreeReader held = node.child("properties");
            if (held != null && node.raw("properties") instanceof Map<?, ?> table) {
                table.keySet().forEach(name -> {
                    CellRule rule = CellRule.read(held, String.valueOf(name), notGiven);
                    if (rule != null) {
                        properties.put(String.valueOf(name), rule);
                    }
                });
            }
            if (type == null) {
                node.mistake("type", "an activity needs its type", "write 'type: page_viewed', or a column");
            } else {
                rules.add(new ActivityRule(
                        type,
                        CellRule.read(node, "count", notGiven),
                        CellRule.read(node, "each", notGiven),
                        properties));
            }
        }
        return rules;
    }

    List<String> columns() {
        List<String> columns = new ArrayList<>(type.columns());
        if (count != null) {
            columns.addAll(count.columns());
        }
        if (each != null) {
            columns.addAll(each.columns());
        }
        properties.values().forEach(rule -> columns.addAll(rule.columns()));
        return columns;
    }

    /** What the row tells; null when it tells of none. */
    @Nullable
    Told of(Row row) throws RowRefused {
        String name = type.of(row);
        BigDecimal visits = number(row, count);
        BigDecimal pages = number(row, each);
        if (name == null || visits.signum() == 0 || pages.signum() == 0) {
            return null;
        }
        BigDecimal total = visits.multiply(pages).setScale(0, RoundingMode.HALF_UP);
        if (total.compareTo(BigDecimal.valueOf(MOST)) > 0 || visits.compareTo(BigDecimal.valueOf(MOST)) > 0) {
            throw new RowRefused(
                    count == null ? "activities" : count.origin("activities"),
                    "too_many_activities",
                    "a row may tell of " + MOST + " activities of a type at most");
        }
        Map<String, String> told = new LinkedHashMap<>();
        properties.forEach((property, rule) -> {
            String value = rule.of(row);
            if (value != null) {
                told.put(property, value);
            }
        });
        int times = total.intValueExact();
        int counted = visits.setScale(0, RoundingMode.CEILING).intValueExact();
        return times == 0 ? null : new Told(name, counted, times, told);
    }

    private static BigDecimal number(Row row, @Nullable CellRule rule) throws RowRefused {
        if (rule == null) {
            return BigDecimal.ONE;
        }
        String text = rule.of(row);
        if (text == null) {
            return BigDecimal.ZERO;
        }
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new RowRefused(
                    rule.origin("activities"), "number_invalid", "expected a number from 0 up, such as 2.5");
        }
        return new BigDecimal(text);
    }
}
