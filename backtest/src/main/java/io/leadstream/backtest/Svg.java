// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import java.util.Locale;

/** An inline picture that is drawn line by line; colours come from the page's style sheet, by class. */
final class Svg {

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        body.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                style,
                x1,
                y1,
                x2,
                y2));
        return this;
    }

    /** A rectangle with a text that shows when it is pointed at. */
    Svg bar(String style, double x, double y, double barWidth, double barHeight, String tip) {
        body.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\">",
                        style,
                        x,
                        y,
                        barWidth,
                        Math.max(0, barHeight)))
                .append("<title>")
                .append(escaped(tip))
                .append("</title></rect>");
        return this;
    }

    Svg dot(String style, double x, double y, String tip) {
        body.append(String.format(Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\">", style, x, y))
                .append("<title>")
                .append(escaped(tip))
                .append("</title></circle>");
        return this;
    }

    Svg path(String style, String points) {
        body.append("<polyline class=\"")
                .append(style)
                .append("\" points=\"")
                .append(points)
                .append("\"/>");
        return this;
    }

    /**
     * Words.
     *
     * @param anchor start, middle or end
     */
    Svg text(double x, double y, String anchor, String words) {
        body.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor))
                .append(escaped(words))
                .append("</text>");
        return this;
    }

    /** The picture; what it shows is told to those who don't see it. */
    String toHtml(String told) {
        return String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                        width,
                        height,
                        escaped(told))
                + body + "</svg>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
