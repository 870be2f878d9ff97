// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import io.leadstream.schemas.predictive.PredictiveFeature;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lead as the numbers of a model's features. Training and the stream go through this one class, so that they
 * can't see a lead differently.
 */
final class FeatureEncoder {

    static final String ACTIVITY = "activity.";
    static final int MOST_LEVEL_LENGTH = 100;

    private final List<PredictiveFeature> features;
    private final List<Field> fields;

    FeatureEncoder(List<PredictiveFeature> features) {
        this.features = features;
        var byName = new LinkedHashMap<String, Field>();
        for (int i = 0; i < features.size(); i++) {
            byName.computeIfAbsent(features.get(i).getField(), Field::new).add(i, features.get(i));
        }
        this.fields = List.copyOf(byName.values());
    }

    int size() {
        return features.size();
    }

    /** The fields, in the order of their first features. */
    List<Field> fields() {
        return fields;
    }

    /** One number for each feature. */
    double[] encode(Traits traits) {
        double[] row = new double[features.size()];
        for (Field field : fields) {
            field.encode(traits, row);
        }
        return row;
    }

    /** A value in the form in which levels are compared; null when it is none. */
    static @Nullable String level(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = value instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : String.valueOf(value).strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return null;
        }
        return text.length() <= MOST_LEVEL_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, MOST_LEVEL_LENGTH)));
    }

    /** The order of magnitude of a number, with its sign: large ones don't drown the others. */
    static double magnitude(double number) {
        return Math.copySign(StrictMath.log1p(Math.abs(number)), number);
    }

    /** The features of one field. */
    static final class Field {

        private final String name;
        private final boolean activity;
        private final Map<String, Integer> levels = new HashMap<>();
        private final List<Integer> places = new ArrayList<>();
        private int other = -1;
        private int missing = -1;
        private @Nullable Standard number;
        private @Nullable Standard recency;

        Field(String name) {
            this.name = name;
            this.activity = name.startsWith(ACTIVITY);
        }

        private void add(int place, PredictiveFeature feature) {
            places.add(place);
            switch (feature.getKind()) {
                case LEVEL -> levels.put(String.valueOf(feature.getLevel()), place);
                case OTHER -> other = place;
                case MISSING -> missing = place;
                case NUMBER, COUNT -> number = new Standard(place, feature.getMean(), feature.getScale());
                case RECENCY -> recency = new Standard(place, feature.getMean(), feature.getScale());
                case UNKNOWN -> throw new IllegalArgumentException("a feature of '" + name + "' is of no known kind");
            }
        }

        String name() {
            return name;
        }

        /** Where its features stand. */
        List<Integer> places() {
            return places;
        }

        private void encode(Traits traits, double[] row) {
            if (activity) {
                encodeActivity(traits, row);
                return;
            }
            Object value = traits.value(name);
            String level = level(value);
            if (level == null) {
                set(row, missing);
                return;
            }
            Integer known = levels.get(level);
            set(row, known == null ? other : known);
            if (number != null && value instanceof Number size) {
                number.put(row, size.doubleValue());
            }
        }

        private void encodeActivity(Traits traits, double[] row) {
            String type = name.substring(ACTIVITY.length());
            long hits = traits.hits(type);
            if (number != null) {
                number.put(row, (double) hits);
            }
            if (hits == 0) {
                set(row, missing);
            } else if (recency != null) {
                recency.put(row, traits.daysSince(type));
            }
        }

        /** What the lead has, in words. */
        String words(Traits traits) {
            if (!activity) {
                String level = level(traits.value(name));
                return level == null ? "not known" : level;
            }
            String type = name.substring(ACTIVITY.length());
            long hits = traits.hits(type);
            if (hits == 0) {
                return "never";
            }
            int days = traits.daysSince(type);
            return hits
                    + (hits == 1 ? " time" : " times")
                    + (days == 0 ? "" : ", last " + days + (days == 1 ? " day" : " days") + " before the newest event");
        }

        private static void set(double[] row, int place) {
            if (place >= 0) {
                row[place] = 1;
            }
        }
    }

    private record Standard(int place, double mean, double scale) {

        void put(double[] row, double number) {
            row[place] = (magnitude(number) - mean) / scale;
        }
    }
}
