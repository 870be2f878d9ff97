// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.evaluation.LiftTable;
import io.leadstream.domain.evaluation.Rate;
import io.leadstream.domain.evaluation.RocCurve;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.scoring.Grade;
import java.util.Locale;
import java.util.Objects;

/** The part of the page that holds scores against what came of the leads. */
final class JudgementSection {

    private final BacktestReport report;
    private final StringBuilder page;

    JudgementSection(BacktestReport report, StringBuilder page) {
        this.report = report;
        this.page = page;
    }

    void write() {
        RocCurve rocBefore = Objects.requireNonNull(report.qualityBefore().roc());
        RocCurve rocAfter = Objects.requireNonNull(report.qualityAfter().roc());
        LiftTable liftBefore = Objects.requireNonNull(report.qualityBefore().lift());
        LiftTable liftAfter = Objects.requireNonNull(report.qualityAfter().lift());
        page.append("<section><h2>Against what really came of the leads</h2>")
                .append("<p>Each lead is scored by what was known before its outcome was.</p><div class=\"pair\">")
                .append("<figure>")
                .append(Charts.roc(rocBefore, rocAfter))
                .append("<figcaption>ROC: the share of won leads found, going down by score. The further above the ")
                .append("dotted diagonal, the better; area ")
                .append(String.format(Locale.ROOT, "%.3f before, %.3f after.", rocBefore.auc(), rocAfter.auc()))
                .append("</figcaption></figure><figure>")
                .append(Charts.lift(liftBefore, liftAfter))
                .append("<figcaption>Lift: how many times the average of ")
                .append(String.format(Locale.ROOT, "%.1f %%", 100 * liftAfter.baseRate()))
                .append(" each tenth of the leads was won.</figcaption></figure><figure>")
                .append(Charts.calibration(report.qualityBefore(), report.qualityAfter()))
                .append("<figcaption>Calibration: the share of each grade that was won, with 95 % intervals. A good ")
                .append("scale falls from left to right.</figcaption></figure>");
        gradeTable();
        page.append("</div>");
        liftTable(liftBefore, liftAfter);
        page.append("</section>\n");
    }

    private void gradeTable() {
        page.append("<table><caption>Won by grade</caption><thead><tr><th scope=\"col\">grade</th>")
                .append("<th scope=\"col\">leads before</th><th scope=\"col\">won</th>")
                .append("<th scope=\"col\">leads after</th><th scope=\"col\">won</th></tr></thead><tbody>");
        for (Grade grade : Grade.values()) {
            page.append("<tr><th scope=\"row\">")
                    .append(LeadFacts.textOf(grade))
                    .append("</th>");
            rate(report.qualityBefore().of(grade));
            rate(report.qualityAfter().of(grade));
            page.append("</tr>");
        }
        page.append("</tbody></table>");
    }

    private void rate(Rate rate) {
        page.append("<td>")
                .append(String.format(Locale.ROOT, "%,d", rate.of()))
                .append("</td><td>")
                .append(rate.of() == 0 ? "·" : String.format(Locale.ROOT, "%.1f %%", 100 * rate.share()))
                .append("</td>");
    }

    private void liftTable(LiftTable before, LiftTable after) {
        page.append("<table><caption>By tenth of the leads, highest scores first</caption><thead><tr>")
                .append("<th scope=\"col\">tenth</th><th scope=\"col\">scores before</th>")
                .append(
                        "<th scope=\"col\">precision</th><th scope=\"col\">lift</th><th scope=\"col\">found so far</th>")
                .append("<th scope=\"col\">scores after</th><th scope=\"col\">precision</th>")
                .append("<th scope=\"col\">lift</th><th scope=\"col\">found so far</th></tr></thead><tbody>");
        for (int i = 0; i < after.slices().size(); i++) {
            page.append("<tr><th scope=\"row\">").append(i + 1).append("</th>");
            slice(before.slices().get(i));
            slice(after.slices().get(i));
            page.append("</tr>");
        }
        page.append("</tbody></table>");
    }

    private void slice(LiftTable.Slice slice) {
        page.append(String.format(
                Locale.ROOT,
                "<td>%.0f–%.0f</td><td>%.1f %%</td><td>%.2f</td><td>%.1f %%</td>",
                slice.highest(),
                slice.lowest(),
                100 * slice.precision(),
                slice.lift(),
                100 * slice.captured()));
    }
}
