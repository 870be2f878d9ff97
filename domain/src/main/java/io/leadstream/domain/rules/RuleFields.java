// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.rules.Operator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields that rules may ask for, and what may be asked of each. */
public final class RuleFields {

    /** What a field holds. */
    enum Type {
        TEXT("a text", EnumSet.complementOf(EnumSet.of(Operator.WITHIN_DAYS, Operator.UNKNOWN))),
        NUMBER(
                "a number",
                EnumSet.of(
                        Operator.EQUALS,
                        Operator.NOT_EQUALS,
                        Operator.IN,
                        Operator.NOT_IN,
                        Operator.GREATER_THAN,
                        Operator.GREATER_THAN_OR_EQUAL,
                        Operator.LESS_THAN,
                        Operator.LESS_THAN_OR_EQUAL,
                        Operator.BETWEEN,
                        Operator.EXISTS,
                        Operator.NOT_EXISTS)),
        DATE(
                "a date",
                EnumSet.of(
                        Operator.GREATER_THAN,
                        Operator.GREATER_THAN_OR_EQUAL,
                        Operator.LESS_THAN,
                        Operator.LESS_THAN_OR_EQUAL,
                        Operator.BETWEEN,
                        Operator.EXISTS,
                        Operator.NOT_EXISTS,
                        Operator.WITHIN_DAYS)),
        FLAG("true or false", EnumSet.of(Operator.EQUALS, Operator.NOT_EQUALS, Operator.EXISTS, Operator.NOT_EXISTS)),
        ANY("anything", EnumSet.complementOf(EnumSet.of(Operator.UNKNOWN)));

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // made by EnumSet and never changed
        private final Set<Operator> operators;

        Type(String words, Set<Operator> operators) {
            this.words = words;
            this.operators = operators;
        }

        String words() {
            return words;
        }

        /** What to write where an operand of this type belongs. */
        String example() {
            return switch (this) {
                case NUMBER -> "write a plain number such as 1000 or 2.5";
                case DATE -> "write a date such as 2026-11-03";
                case FLAG -> "write true or false";
                case TEXT, ANY -> "write the lower end first, both as numbers or both as dates";
            };
        }

        boolean takes(Operator operator) {
            return operators.contains(operator);
        }
    }

    private static final Map<String, Type> LEAD = Map.ofEntries(
            Map.entry("firstName", Type.TEXT),
            Map.entry("lastName", Type.TEXT),
            Map.entry("email", Type.TEXT),
            Map.entry("emailDomain", Type.TEXT),
            Map.entry("phone", Type.TEXT),
            Map.entry("title", Type.TEXT),
            Map.entry("company", Type.TEXT),
            Map.entry("website", Type.TEXT),
            Map.entry("industry", Type.TEXT),
            Map.entry("employeeCount", Type.NUMBER),
            Map.entry("annualRevenue", Type.NUMBER),
            Map.entry("address", Type.TEXT),
            Map.entry("tags", Type.TEXT),
            Map.entry("source", Type.TEXT),
            Map.entry("sourceKind", Type.TEXT),
            Map.entry("lastSource", Type.TEXT),
            Map.entry("campaign.source", Type.TEXT),
            Map.entry("campaign.medium", Type.TEXT),
            Map.entry("campaign.campaign", Type.TEXT),
            Map.entry("campaign.term", Type.TEXT),
            Map.entry("campaign.content", Type.TEXT),
            Map.entry("lastCampaign.source", Type.TEXT),
            Map.entry("lastCampaign.medium", Type.TEXT),
            Map.entry("lastCampaign.campaign", Type.TEXT),
            Map.entry("lastCampaign.term", Type.TEXT),
            Map.entry("lastCampaign.content", Type.TEXT),
            Map.entry("referrer", Type.TEXT),
            Map.entry("landingPage", Type.TEXT),
            Map.entry("optInEmail", Type.FLAG),
            Map.entry("optInSms", Type.FLAG),
            Map.entry("createdAt", Type.DATE),
            Map.entry("updatedAt", Type.DATE),
            Map.entry("chat", Type.FLAG),
            Map.entry("captured", Type.FLAG));

    private static final Map<String, Type> VERDICT =
            Map.of("score", Type.NUMBER, "grade", Type.TEXT, "qualified", Type.FLAG, "salesReady", Type.FLAG);

    private static final RuleFields SCORING =
            new RuleFields(LEAD, Map.of("custom.", Type.ANY, "count.", Type.NUMBER, "days_since.", Type.NUMBER));

    private static final RuleFields ASSIGNMENT = new RuleFields(joined(LEAD, VERDICT), Map.of("custom.", Type.ANY));

    private static final RuleFields PROPERTIES = new RuleFields(Map.of(), Map.of("", Type.ANY));

    private final Map<String, Type> exact;
    private final Map<String, Type> prefixes;

    private RuleFields(Map<String, Type> exact, Map<String, Type> prefixes) {
        this.exact = exact;
        this.prefixes = prefixes;
    }

    /** What scoring rules may ask: the lead's fields, counts of activities and days since the last one. */
    public static RuleFields scoring() {
        return SCORING;
    }

    /** What assignment rules and segments may ask: the lead's fields and what scoring made of them. */
    public static RuleFields assignment() {
        return ASSIGNMENT;
    }

    /** What conditions over an activity may ask: its properties, whatever their names. */
    static RuleFields properties() {
        return PROPERTIES;
    }

    /** Whether activities are counted, so that a test may say which of them. */
    boolean countsActivities() {
        return prefixes.containsKey("count.");
    }

    /** What the field holds; null when there is no such field. */
    @Nullable
    Type typeOf(String field) {
        Type type = exact.get(field);
        if (type != null) {
            return type;
        }
        for (var prefix : prefixes.entrySet()) {
            if (field.startsWith(prefix.getKey())
                    && field.length() > prefix.getKey().length()) {
                return prefix.getValue();
            }
        }
        return null;
    }

    /** A sentence that helps with a field that does not exist. */
    String hint(String unknown) {
        String nearest = Nearest.to(unknown, exact.keySet());
        List<String> others = prefixes.keySet().stream()
                .sorted()
                .map(prefix -> prefix + "<name>")
                .toList();
        return (nearest == null
                        ? "known are " + String.join(", ", new TreeMap<>(exact).keySet())
                        : "did you mean " + nearest)
                + "; also " + String.join(", ", others);
    }

    private static Map<String, Type> joined(Map<String, Type> first, Map<String, Type> second) {
        var all = new TreeMap<>(first);
        all.putAll(second);
        return Map.copyOf(all);
    }
}
