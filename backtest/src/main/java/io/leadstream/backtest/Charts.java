// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.evaluation.LiftTable;
import io.leadstream.domain.evaluation.Rate;
import io.leadstream.domain.evaluation.RocCurve;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.scoring.Grade;
import java.util.List;
import java.util.Locale;

/** The pictures of a report. Before is hollow or dashed, after is full: colour alone tells nothing. */
final class Charts {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 300;
    private static final double LEFT = 52;
    private static final double RIGHT = WIDTH - 12.0;
    private static final double TOP = 14;
    private static final double BOTTOM = HEIGHT - 42.0;

    private Charts() {}

    /** Leads by grade. */
    static String grades(BacktestReport report) {
        double most = 1;
        for (Grade grade : Grade.values()) {
            long more = Math.max(report.before(grade), report.after(grade));
            most = Math.max(most, (double) more);
        }
        double top = rounded(most);
        Svg svg = new Svg(WIDTH, HEIGHT);
        axis(svg, top, "%,.0f");
        Grade[] grades = Grade.values();
        double step = (RIGHT - LEFT) / grades.length;
        for (int i = 0; i < grades.length; i++) {
            double x = LEFT + step * i + step * 0.14;
            pair(
                    svg,
                    x,
                    step * 0.36,
                    top,
                    (double) report.before(grades[i]),
                    (double) report.after(grades[i]),
                    LeadFacts.textOf(grades[i]) + " %s: %,.0f leads");
            svg.text(LEFT + step * (i + 0.5), BOTTOM + 18, "middle", LeadFacts.textOf(grades[i]));
        }
        svg.text((LEFT + RIGHT) / 2, HEIGHT - 6.0, "middle", "grade");
        return svg.toHtml("Leads by grade, before and after; the numbers are in the table below");
    }

    /** How quickly the won leads are found, going down by score. */
    static String roc(RocCurve before, RocCurve after) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        axis(svg, 1, "%.2f");
        for (int i = 0; i <= 4; i++) {
            String anchor = i == 4 ? "end" : "middle";
            svg.text(LEFT + (RIGHT - LEFT) * i / 4, BOTTOM + 18, anchor, String.format(Locale.ROOT, "%.2f", i / 4.0));
        }
        svg.line("chance", LEFT, BOTTOM, RIGHT, TOP);
        svg.path("curve before", points(before.thinned(201)));
        svg.path("curve after", points(after.thinned(201)));
        svg.text((LEFT + RIGHT) / 2, HEIGHT - 6.0, "middle", "share of the leads not won");
        return svg.toHtml(String.format(
                Locale.ROOT,
                "ROC curves: area %.3f before and %.3f after; the diagonal is chance",
                before.auc(),
                after.auc()));
    }

    /** Lift by decile. */
    static String lift(LiftTable before, LiftTable after) {
        double most = 1;
        for (LiftTable table : List.of(before, after)) {
            for (LiftTable.Slice slice : table.slices()) {
                most = Math.max(most, slice.lift());
            }
        }
        double top = rounded(most);
        Svg svg = new Svg(WIDTH, HEIGHT);
        axis(svg, top, "%.1f");
        double step = (RIGHT - LEFT) / after.slices().size();
        for (int i = 0; i < after.slices().size(); i++) {
            pair(
                    svg,
                    LEFT + step * i + step * 0.12,
                    step * 0.38,
                    top,
                    before.slices().get(i).lift(),
                    after.slices().get(i).lift(),
                    "tenth " + (i + 1) + " %s: %.2f times the average");
            svg.text(LEFT + step * (i + 0.5), BOTTOM + 18, "middle", String.valueOf(i + 1));
        }
        svg.line("chance", LEFT, y(1, top), RIGHT, y(1, top));
        svg.text((LEFT + RIGHT) / 2, HEIGHT - 6.0, "middle", "tenth of the leads, highest scores first");
        return svg.toHtml("Lift by tenth of the leads; the dotted line is the average; numbers in the table below");
    }

    /** Share of won leads by grade, with what may be chance. */
    static String calibration(Quality before, Quality after) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        axis(svg, 1, "%.2f");
        Grade[] grades = Grade.values();
        double step = (RIGHT - LEFT) / grades.length;
        for (int i = 0; i < grades.length; i++) {
            double middle = LEFT + step * (i + 0.5);
            interval(svg, "before", middle - 8, before.of(grades[i]), LeadFacts.textOf(grades[i]));
            interval(svg, "after", middle + 8, after.of(grades[i]), LeadFacts.textOf(grades[i]));
            svg.text(middle, BOTTOM + 18, "middle", LeadFacts.textOf(grades[i]));
        }
        svg.text((LEFT + RIGHT) / 2, HEIGHT - 6.0, "middle", "grade");
        return svg.toHtml("Share of won leads by grade with 95 % intervals; numbers in the table below");
    }

    private static void interval(Svg svg, String style, double x, Rate rate, String grade) {
        if (rate.of() == 0) {
            return;
        }
        svg.line("range " + style, x, y(rate.low(), 1), x, y(rate.high(), 1));
        svg.dot(
                "dot " + style,
                x,
                y(rate.share(), 1),
                String.format(Locale.ROOT, "%s %s: %.1f %% of %,d won", grade, style, 100 * rate.share(), rate.of()));
    }

    private static void pair(Svg svg, double x, double width, double top, double before, double after, String tip) {
        svg.bar(
                "bar before",
                x,
                y(before, top),
                width,
                BOTTOM - y(before, top),
                String.format(Locale.ROOT, tip, "before", before));
        svg.bar(
                "bar after",
                x + width,
                y(after, top),
                width,
                BOTTOM - y(after, top),
                String.format(Locale.ROOT, tip, "after", after));
    }

    private static void axis(Svg svg, double top, String pattern) {
        for (int i = 0; i <= 4; i++) {
            double value = top * i / 4;
            svg.line(i == 0 ? "axis" : "grid", LEFT, y(value, top), RIGHT, y(value, top));
            svg.text(LEFT - 6, y(value, top) + 4, "end", String.format(Locale.ROOT, pattern, value));
        }
    }

    private static double y(double value, double top) {
        return BOTTOM - (BOTTOM - TOP) * value / top;
    }

    private static String points(List<RocCurve.Point> points) {
        StringBuilder text = new StringBuilder();
        for (RocCurve.Point point : points) {
            text.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    LEFT + (RIGHT - LEFT) * point.falsePositiveRate(),
                    y(point.truePositiveRate(), 1)));
        }
        return text.toString().stripTrailing();
    }

    /** The next number that quarters into round ones. */
    private static double rounded(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 4, 6, 8, 10}) {
            if (most <= step * power) {
                return Math.max(step * power, power >= 1 ? 1 : power);
            }
        }
        return 10 * power;
    }
}
