// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.domain.evaluation.Calibration;
import io.leadstream.domain.evaluation.LiftTable;
import io.leadstream.domain.predictive.ModelTraining;
import io.leadstream.schemas.predictive.PredictiveFeature;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.predictive.PredictiveReport;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A trained model on a terminal: how it did on later leads, and what it goes by. */
public final class ModelTables {

    private static final int MOST_FEATURES = 20;

    private final Terminal terminal;

    public ModelTables(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints what a training gave. */
    public void print(ModelTraining.Result result) {
        PredictiveModel model = result.model();
        printFigures(model);
        printCalibration(result.calibration());
        printLift(LiftTable.deciles(result.test()));
        printPenalties(result.tried(), model.getPenalty());
        printFeatures(model);
    }

    /** Prints a published model. */
    public void print(PredictiveModel model) {
        terminal.line("  Version " + model.getVersion() + ", published " + model.getPublishedAt() + " by "
                + model.getPublishedBy());
        printFigures(model);
        printFeatures(model);
    }

    private void printFigures(PredictiveModel model) {
        PredictiveReport report = model.getReport();
        terminal.line(Paint.TITLE, "  Model '" + model.getName() + "' for " + model.getOutcome());
        terminal.paragraph(
                2,
                "Trained on " + Numbers.grouped(model.getTrainedOn()) + " leads until " + model.getTrainedUntil()
                        + ", of which " + Numbers.grouped(model.getTrainedWon()) + " were won; "
                        + model.getFeatures().size() + " features; tested on the " + Numbers.grouped(report.getLeads())
                        + " leads after them, of which " + Numbers.grouped(report.getWon()) + " were won.");
        terminal.heading("  On the later leads");
        double rate = report.getLeads() == 0 ? 0 : (double) report.getWon() / report.getLeads();
        Table figures = new Table().text("").number("model").text("to compare with");
        figures.row("ROC AUC", report.getAuc() == null ? "-" : decimal(report.getAuc()), "0.5 by chance, 1 perfect");
        figures.row("Brier score", decimal(report.getBrier()), decimal(rate * (1 - rate)) + " for always the average");
        figures.row("log loss", decimal(report.getLogLoss()), decimal(entropy(rate)) + " for always the average");
        figures.row("calibration error", decimal(report.getCalibrationError()), "0 when it means what it says");
        figures.print(terminal);
    }

    private void printCalibration(Calibration calibration) {
        terminal.heading("  Calibration");
        Table table = new Table()
                .number("predicted")
                .number("won")
                .number("from")
                .number("to")
                .number("leads")
                .bar("won");
        for (Calibration.Bin bin : calibration.bins()) {
            table.row(
                    percent(bin.predicted()),
                    percent(bin.observed().share()),
                    percent(bin.observed().low()),
                    percent(bin.observed().high()),
                    bin.observed().of(),
                    bin.observed().share() * 100);
        }
        table.print(terminal);
    }

    private void printLift(@Nullable LiftTable lift) {
        if (lift == null) {
            return;
        }
        terminal.heading("  By tenth of the later leads, highest probability first");
        Table table = new Table()
                .number("tenth")
                .number("probability")
                .number("won")
                .number("lift")
                .number("found so far");
        for (LiftTable.Slice slice : lift.slices()) {
            table.row(
                    slice.number(),
                    String.format(Locale.ROOT, "%.3f-%.3f", slice.highest(), slice.lowest()),
                    percent(slice.precision()),
                    String.format(Locale.ROOT, "%.2f", slice.lift()),
                    percent(slice.captured()));
        }
        table.print(terminal);
    }

    private void printPenalties(List<ModelTraining.Tried> tried, double chosen) {
        terminal.heading("  Penalties tried inside the earlier part");
        Table table = new Table().number("penalty").number("log loss").text("");
        for (ModelTraining.Tried one : tried) {
            table.row(String.valueOf(one.penalty()), decimal(one.logLoss()), one.penalty() == chosen ? "taken" : "");
        }
        table.print(terminal);
    }

    private void printFeatures(PredictiveModel model) {
        terminal.heading("  What it goes by most");
        Table table = new Table()
                .text("field")
                .text("feature")
                .number("weight")
                .number("odds")
                .number("average");
        model.getFeatures().stream()
                .sorted(Comparator.comparingDouble((PredictiveFeature feature) -> -Math.abs(feature.getWeight())))
                .limit(MOST_FEATURES)
                .forEach(feature -> table.row(
                        feature.getField(),
                        feature.getLevel() == null
                                ? feature.getKind().name().toLowerCase(Locale.ROOT)
                                : "is " + feature.getLevel(),
                        String.format(Locale.ROOT, "%+.3f", feature.getWeight()),
                        String.format(Locale.ROOT, "×%.2f", Math.exp(feature.getWeight())),
                        decimal(feature.getAverage())));
        table.print(terminal);
    }

    private static double entropy(double rate) {
        return rate <= 0 || rate >= 1 ? 0 : -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);
    }

    private static String decimal(double number) {
        String text = String.format(Locale.ROOT, "%.3f", number);
        return text.equals("-0.000") ? "0.000" : text;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
