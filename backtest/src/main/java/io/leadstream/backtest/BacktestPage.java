// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import static io.leadstream.backtest.Svg.escaped;

import io.leadstream.domain.evaluation.RocCurve;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.Grade;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A report as one HTML page that needs nothing else: no network, no script. */
public final class BacktestPage {

    private final BacktestReport report;
    private final StringBuilder page = new StringBuilder(32_768);

    private BacktestPage(BacktestReport report) {
        this.report = report;
    }

    /** The page. */
    public static String of(BacktestReport report) {
        return new BacktestPage(report).written();
    }

    private String written() {
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\">")
                .append("<title>Backtest of ")
                .append(escaped(report.after().getName()))
                .append("</title><style>\n")
                .append(style())
                .append("</style></head><body><main>\n");
        header();
        numbers();
        grades();
        if (report.judged()) {
            new JudgementSection(report, page).write();
        } else {
            page.append("<p class=\"note\">")
                    .append(report.won() == 0 ? "No lead" : "Every lead")
                    .append(" of this history was won, so scores can't be judged against outcomes.</p>");
        }
        changes();
        page.append("</main></body></html>\n");
        return page.toString();
    }

    private void header() {
        page.append("<h1>What ")
                .append(escaped(named(report.after())))
                .append(" would change</h1><p>Compared with ")
                .append(escaped(named(report.before())))
                .append(", both replayed over ")
                .append(escaped(report.origin()))
                .append(span())
                .append(": ")
                .append(String.format(
                        Locale.ROOT, "%,d leads, %,d events, %,d won", report.leads(), report.events(), report.won()))
                .append(" (outcome: ")
                .append(escaped(report.outcome()))
                .append("). Nothing was changed.</p>\n");
        leftOut(report.unreadable(), "records have no key or can't be decoded and were skipped");
        leftOut(report.refused(), "events are beyond a lead's bounds and were left out");
        page.append("<p class=\"legend\"><span><i class=\"key before\"></i>before: ")
                .append(escaped(named(report.before())))
                .append("</span><span><i class=\"key after\"></i>after: ")
                .append(escaped(named(report.after())))
                .append("</span></p>\n");
    }

    private void leftOut(long count, String why) {
        if (count > 0) {
            page.append(String.format(Locale.ROOT, "<p class=\"note\">%,d %s.</p>\n", count, why));
        }
    }

    private String span() {
        return (report.span().from() == null ? "" : " from " + report.span().from())
                + (report.span().to() == null ? "" : " until " + report.span().to());
    }

    private static String named(ScoringRuleSet rules) {
        return "“" + rules.getName() + "”" + (rules.getVersion() > 0 ? " (version " + rules.getVersion() + ")" : "");
    }

    private void numbers() {
        page.append("<section class=\"tiles\" aria-label=\"In short\">");
        tile("change grade", report.gradeChanges(), share(report.gradeChanges()));
        tile("newly qualify", report.newlyQualified(), share(report.newlyQualified()));
        tile("no longer qualify", report.noLongerQualified(), share(report.noLongerQualified()));
        RocCurve before = report.qualityBefore().roc();
        RocCurve after = report.qualityAfter().roc();
        if (before != null && after != null) {
            page.append("<div><b>")
                    .append(String.format(Locale.ROOT, "%.3f → %.3f", before.auc(), after.auc()))
                    .append("</b><span>ROC AUC</span><small>")
                    .append(String.format(Locale.ROOT, "%+.3f", after.auc() - before.auc()))
                    .append("</small></div>");
        }
        page.append("</section>\n");
    }

    private String share(long part) {
        return String.format(Locale.ROOT, "%.1f %% of all", report.leads() == 0 ? 0 : 100.0 * part / report.leads());
    }

    private void tile(String what, long count, String detail) {
        page.append("<div><b>")
                .append(String.format(Locale.ROOT, "%,d", count))
                .append("</b><span>")
                .append(what)
                .append("</span><small>")
                .append(detail)
                .append("</small></div>");
    }

    private void grades() {
        page.append("<section><h2>Leads by grade</h2><div class=\"pair\"><figure>")
                .append(Charts.grades(report))
                .append("</figure><table><caption>From grade (rows) to grade (columns)</caption><thead><tr><th></th>");
        for (Grade grade : Grade.values()) {
            page.append("<th scope=\"col\">").append(LeadFacts.textOf(grade)).append("</th>");
        }
        page.append("<th scope=\"col\">before</th></tr></thead><tbody>");
        for (Grade from : Grade.values()) {
            page.append("<tr><th scope=\"row\">").append(LeadFacts.textOf(from)).append("</th>");
            for (Grade to : Grade.values()) {
                long count = report.moved(from, to);
                page.append(from == to ? "<td class=\"same\">" : "<td>")
                        .append(count == 0 ? "·" : String.format(Locale.ROOT, "%,d", count))
                        .append("</td>");
            }
            page.append("<td class=\"sum\">")
                    .append(String.format(Locale.ROOT, "%,d", report.before(from)))
                    .append("</td></tr>");
        }
        page.append("<tr><th scope=\"row\">after</th>");
        for (Grade to : Grade.values()) {
            page.append("<td class=\"sum\">")
                    .append(String.format(Locale.ROOT, "%,d", report.after(to)))
                    .append("</td>");
        }
        page.append("<td class=\"sum\">")
                .append(String.format(Locale.ROOT, "%,d", report.leads()))
                .append("</td></tr>");
        page.append("</tbody></table></div></section>\n");
    }

    private void changes() {
        page.append("<section><h2>Which leads</h2>");
        if (report.changes().isEmpty()) {
            page.append("<p>No lead would have another grade or qualification.</p></section>");
            return;
        }
        page.append("<table class=\"wide\"><caption>The ")
                .append(report.changes().size())
                .append(" widest changes of a grade or qualification</caption><thead><tr><th scope=\"col\">lead</th>")
                .append("<th scope=\"col\">before</th><th scope=\"col\">after</th><th scope=\"col\">qualifies</th>")
                .append("<th scope=\"col\">was won</th><th scope=\"col\">why: rule, points before → after</th>")
                .append("</tr></thead><tbody>");
        for (LeadChange change : report.changes()) {
            page.append("<tr><th scope=\"row\">")
                    .append(escaped(change.who()))
                    .append("</th><td>")
                    .append(score(change.before()))
                    .append("</td><td>")
                    .append(score(change.after()))
                    .append("</td><td>")
                    .append(change.before().qualified() ? "yes" : "no")
                    .append(" → ")
                    .append(change.after().qualified() ? "yes" : "no")
                    .append("</td><td>")
                    .append(change.won() ? "yes" : "no")
                    .append("</td><td class=\"words\">")
                    .append(escaped(change.lines().stream()
                            .map(line -> line.ruleId() + " " + line.before() + " → " + line.after())
                            .collect(Collectors.joining(", "))))
                    .append("</td></tr>");
        }
        page.append("</tbody></table></section>\n");
    }

    private static String score(Standing standing) {
        return standing.score() + " " + LeadFacts.textOf(standing.grade());
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(BacktestPage.class.getResourceAsStream("backtest.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
