// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import io.leadstream.schemas.predictive.FeatureKind;
import io.leadstream.schemas.predictive.PredictiveFeature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses a model's features by what the leads of a training have. The outcome is not looked at. */
final class FeaturePlan {

    /** Bounds the work that each event of the stream costs, and the size of the published record. */
    static final int MOST_FEATURES = 500;

    private static final int MOST_LEVELS = 20;
    private static final int MOST_CUSTOM_FIELDS = 60;
    private static final int MOST_ACTIVITY_TYPES = 40;
    private static final String CUSTOM = "custom.";

    private static final List<String> WORDS = List.of(
            "title",
            "industry",
            "source",
            "sourceKind",
            "emailDomain",
            "campaign.source",
            "campaign.medium",
            "campaign.campaign",
            "landingPage",
            "optInEmail",
            "optInSms",
            "chat");
    private static final List<String> NUMBERS = List.of("employeeCount", "annualRevenue");

    /** Of these it only says something whether they are known. */
    private static final List<String> PRESENCE = List.of("phone", "company", "website", "address", "lastName");

    private final List<Traits> leads;
    private final Set<String> excluded;
    private final long least;
    private final List<PredictiveFeature> features = new ArrayList<>();
    private final List<Long> support = new ArrayList<>();

    private FeaturePlan(List<Traits> leads, Set<String> excluded) {
        this.leads = leads;
        this.excluded = excluded;
        // What fewer leads have can't be learned from them.
        this.least = Math.max(5, leads.size() / 200);
    }

    /**
     * The features for leads like these, with weight 0.
     *
     * @param excluded fields, names of custom fields and activity types that must not be read
     */
    static List<PredictiveFeature> of(List<Traits> leads, Set<String> excluded) {
        var plan = new FeaturePlan(leads, excluded);
        WORDS.forEach(plan::words);
        PRESENCE.forEach(plan::presence);
        NUMBERS.forEach(plan::number);
        plan.most(Traits::customFields, MOST_CUSTOM_FIELDS).forEach(name -> plan.custom(CUSTOM + name));
        plan.most(Traits::activityTypes, MOST_ACTIVITY_TYPES).forEach(plan::activity);
        return plan.chosen();
    }

    /** Names that most leads have, most frequent first. */
    private List<String> most(Function<Traits, Set<String>> names, int most) {
        Map<String, Long> counts = new TreeMap<>();
        for (Traits lead : leads) {
            for (String name : names.apply(lead)) {
                counts.merge(name, 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .filter(name -> !excluded.contains(name))
                .toList();
    }

    private void words(String field) {
        Map<String, Long> counts = new HashMap<>();
        long missing = 0;
        for (Traits lead : leads) {
            String level = FeatureEncoder.level(lead.value(field));
            if (level == null) {
                missing++;
            } else {
                counts.merge(level, 1L, Long::sum);
            }
        }
        long given = leads.size() - missing;
        long listed = 0;
        List<Map.Entry<String, Long>> levels = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LEVELS)
                .toList();
        for (Map.Entry<String, Long> level : levels) {
            add(FeatureKind.LEVEL, field, level.getKey(), level.getValue());
            listed += level.getValue();
        }
        add(FeatureKind.OTHER, field, null, given - listed);
        add(FeatureKind.MISSING, field, null, missing);
    }

    private void presence(String field) {
        add(FeatureKind.MISSING, field, null, missing(field));
    }

    private long missing(String field) {
        return leads.stream()
                .filter(lead -> FeatureEncoder.level(lead.value(field)) == null)
                .count();
    }

    private void number(String field) {
        var numbers = new Moments();
        for (Traits lead : leads) {
            if (lead.value(field) instanceof Number number) {
                numbers.add(FeatureEncoder.magnitude(number.doubleValue()));
            }
        }
        addStandardised(FeatureKind.NUMBER, field, numbers);
        add(FeatureKind.MISSING, field, null, missing(field));
    }

    /** A number when nearly all values are numbers, else words. */
    private void custom(String field) {
        long given = 0;
        long numbers = 0;
        for (Traits lead : leads) {
            Object value = lead.value(field);
            given += value == null ? 0 : 1;
            numbers += value instanceof Number ? 1 : 0;
        }
        if (numbers * 20 >= given * 19) {
            number(field);
        } else {
            words(field);
        }
    }

    private void activity(String type) {
        var counts = new Moments();
        var days = new Moments();
        for (Traits lead : leads) {
            long hits = lead.hits(type);
            counts.add(FeatureEncoder.magnitude((double) hits));
            if (hits > 0) {
                days.add(FeatureEncoder.magnitude(lead.daysSince(type)));
            }
        }
        String field = FeatureEncoder.ACTIVITY + type;
        addStandardised(FeatureKind.COUNT, field, counts);
        addStandardised(FeatureKind.RECENCY, field, days);
        add(FeatureKind.MISSING, field, null, leads.size() - days.count);
    }

    private void addStandardised(FeatureKind kind, String field, Moments moments) {
        double scale = moments.deviation();
        if (moments.count >= least && scale > 1e-9 && allowed(field)) {
            features.add(new PredictiveFeature(kind, field, null, moments.mean(), scale, 0.0, 0.0));
            support.add(moments.count);
        }
    }

    /** A mark that hardly any lead has, or hardly any lacks, tells nothing. */
    private void add(FeatureKind kind, String field, @Nullable String level, long having) {
        if (having >= least && leads.size() - having >= least && allowed(field)) {
            features.add(new PredictiveFeature(kind, field, level, 0.0, 1.0, 0.0, 0.0));
            support.add(having);
        }
    }

    private boolean allowed(String field) {
        return !excluded.contains(field);
    }

    /** Those that most leads have, in the order in which they were found, with what an average lead has. */
    private List<PredictiveFeature> chosen() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            places.add(i);
        }
        places.sort(Comparator.comparing((Integer place) -> support.get(place)).reversed());
        List<PredictiveFeature> chosen =
                places.stream().limit(MOST_FEATURES).sorted().map(features::get).toList();
        double[] sums = new double[chosen.size()];
        var encoder = new FeatureEncoder(chosen);
        for (Traits lead : leads) {
            double[] row = encoder.encode(lead);
            for (int j = 0; j < sums.length; j++) {
                sums[j] += row[j];
            }
        }
        for (int j = 0; j < sums.length; j++) {
            chosen.get(j).setAverage(sums[j] / leads.size());
        }
        return chosen;
    }

    /** Mean and deviation of numbers that come one by one. */
    private static final class Moments {

        private long count;
        private double mean;
        private double squares;

        /** Welford's update, which doesn't lose small deviations from a large mean. */
        void add(double number) {
            count++;
            double away = number - mean;
            mean += away / count;
            squares += away * (number - mean);
        }

        double mean() {
            return mean;
        }

        double deviation() {
            return count == 0 ? 0 : Math.sqrt(squares / count);
        }
    }
}
