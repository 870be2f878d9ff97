// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import io.leadstream.domain.rules.ContentHash;
import io.leadstream.domain.rules.Mistake;
import io.leadstream.domain.rules.Parsed;
import io.leadstream.domain.rules.TreeReader;
import io.leadstream.schemas.predictive.FeatureKind;
import io.leadstream.schemas.predictive.PredictiveFeature;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.predictive.PredictiveReport;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models as files: the tree that a JSON or YAML parser makes and a printer takes. Numbers come back bit for bit. */
public final class ModelFiles {

    private static final int MOST_MISTAKES = 50;

    private ModelFiles() {}

    /** A model that is not published yet: with its content hash, but version 0, the epoch as its time and no publisher. */
    public static Parsed<PredictiveModel> model(@Nullable Object tree) {
        var mistakes = new ArrayList<Mistake>();
        TreeReader file = TreeReader.root(tree, mistakes);
        file.allow(
                "name",
                "outcome",
                "trainedUntil",
                "trainedOn",
                "trainedWon",
                "penalty",
                "report",
                "intercept",
                "features");
        var features = new ArrayList<PredictiveFeature>();
        List<TreeReader> entries = file.children("features");
        for (TreeReader entry : entries) {
            if (mistakes.size() < MOST_MISTAKES) {
                features.add(feature(entry));
            }
        }
        if (entries.isEmpty() || entries.size() > FeaturePlan.MOST_FEATURES) {
            file.mistake(
                    "features",
                    entries.size() + " features",
                    "a model has 1 to " + FeaturePlan.MOST_FEATURES + " features");
        }
        PredictiveModel model = new PredictiveModel(
                0,
                file.requiredText("name"),
                "",
                Instant.EPOCH,
                "",
                file.requiredText("outcome"),
                time(file, "trainedUntil"),
                whole(file, "trainedOn"),
                whole(file, "trainedWon"),
                number(file, "penalty", null),
                report(file),
                number(file, "intercept", null),
                features);
        model.setContentHash(ContentHash.of(model));
        return Parsed.of(model, mistakes);
    }

    /** The tree of a model, without what belongs to its publication. */
    public static Map<String, Object> tree(PredictiveModel model) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", model.getName());
        tree.put("outcome", model.getOutcome());
        tree.put("trainedUntil", model.getTrainedUntil().toString());
        tree.put("trainedOn", model.getTrainedOn());
        tree.put("trainedWon", model.getTrainedWon());
        tree.put("penalty", model.getPenalty());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("leads", model.getReport().getLeads());
        report.put("won", model.getReport().getWon());
        if (model.getReport().getAuc() != null) {
            report.put("auc", model.getReport().getAuc());
        }
        report.put("brier", model.getReport().getBrier());
        report.put("logLoss", model.getReport().getLogLoss());
        report.put("calibrationError", model.getReport().getCalibrationError());
        tree.put("report", report);
        tree.put("intercept", model.getIntercept());
        tree.put("features", model.getFeatures().stream().map(ModelFiles::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(PredictiveFeature feature) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("field", feature.getField());
        tree.put("kind", feature.getKind().name().toLowerCase(Locale.ROOT));
        if (feature.getLevel() != null) {
            tree.put("level", feature.getLevel());
        }
        if (standardised(feature.getKind())) {
            tree.put("mean", feature.getMean());
            tree.put("scale", feature.getScale());
        }
        tree.put("average", feature.getAverage());
        tree.put("weight", feature.getWeight());
        return tree;
    }

    private static boolean standardised(FeatureKind kind) {
        return kind == FeatureKind.NUMBER || kind == FeatureKind.COUNT || kind == FeatureKind.RECENCY;
    }

    private static PredictiveFeature feature(TreeReader entry) {
        entry.allow("field", "kind", "level", "mean", "scale", "average", "weight");
        String field = entry.requiredText("field");
        FeatureKind kind = kind(entry);
        String level = entry.text("level");
        if ((kind == FeatureKind.LEVEL) != (level != null)) {
            entry.mistake("level", "only the kind level has a level, and it needs one", "add it, or leave it out");
        }
        boolean ofActivity = kind == FeatureKind.COUNT || kind == FeatureKind.RECENCY;
        if (kind != FeatureKind.MISSING && ofActivity != field.startsWith(FeatureEncoder.ACTIVITY)) {
            entry.mistake("kind", "'" + field + "' has no " + entry.text("kind"), "activities have count and recency");
        }
        double scale = number(entry, "scale", 1.0);
        if (!(scale > 0)) {
            entry.mistake("scale", "'" + scale + "' does not fit", "write a number above 0");
        }
        return new PredictiveFeature(
                kind,
                field,
                level,
                number(entry, "mean", 0.0),
                scale,
                number(entry, "average", null),
                number(entry, "weight", null));
    }

    private static FeatureKind kind(TreeReader entry) {
        String text = entry.requiredText("kind");
        for (FeatureKind kind : FeatureKind.values()) {
            if (kind != FeatureKind.UNKNOWN
                    && kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return kind;
            }
        }
        entry.mistake("kind", "'" + text + "' is not known", "write level, other, missing, number, count or recency");
        return FeatureKind.UNKNOWN;
    }

    private static PredictiveReport report(TreeReader file) {
        TreeReader report = file.child("report");
        if (report == null) {
            file.mistake("report", "'report' is missing", "a model tells how it did on later leads");
            return new PredictiveReport(0L, 0L, null, 0.0, 0.0, 0.0);
        }
        report.allow("leads", "won", "auc", "brier", "logLoss", "calibrationError");
        return new PredictiveReport(
                whole(report, "leads"),
                whole(report, "won"),
                report.has("auc") ? number(report, "auc", null) : null,
                number(report, "brier", null),
                number(report, "logLoss", null),
                number(report, "calibrationError", null));
    }

    private static long whole(TreeReader node, String key) {
        return node.requiredInteger(key, 0, Integer.MAX_VALUE);
    }

    private static Instant time(TreeReader node, String key) {
        try {
            return Instant.parse(node.requiredText(key));
        } catch (DateTimeException e) {
            node.mistake(key, "it is no time", "write one such as \"2026-01-31T00:00:00Z\"");
            return Instant.EPOCH;
        }
    }

    private static double number(TreeReader node, String key, @Nullable Double fallback) {
        String text = fallback == null ? node.requiredText(key) : node.text(key);
        if (text == null || text.isEmpty()) {
            return fallback == null ? 0 : fallback;
        }
        try {
            double number = Double.parseDouble(text);
            if (Math.abs(number) <= 1e12) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        node.mistake(key, "'" + text + "' does not fit", "write a number");
        return 0;
    }
}
