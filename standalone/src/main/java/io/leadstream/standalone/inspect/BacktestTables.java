// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.backtest.BacktestReport;
import io.leadstream.backtest.LeadChange;
import io.leadstream.backtest.Quality;
import io.leadstream.backtest.Standing;
import io.leadstream.domain.evaluation.LiftTable;
import io.leadstream.domain.evaluation.Rate;
import io.leadstream.domain.evaluation.RocCurve;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.util.Locale;
import java.util.stream.Collectors;

/** A backtest's report on a terminal. */
public final class BacktestTables {

    private static final int WHO = 36;

    private final Terminal terminal;

    public BacktestTables(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints all of it. */
    public void print(BacktestReport report) {
        terminal.line(Paint.TITLE, "  " + named(report.after()) + " compared with " + named(report.before()));
        terminal.paragraph(
                2,
                Numbers.grouped(report.leads()) + " leads with " + Numbers.grouped(report.events()) + " events of "
                        + report.origin() + ", " + Numbers.grouped(report.won()) + " won (" + report.outcome() + ")");
        printCounts(report);
        printGrades(report);
        if (report.judged()) {
            printJudgement(report);
        } else {
            terminal.blank();
            terminal.line("  " + (report.won() == 0 ? "No lead" : "Every lead")
                    + " was won, so scores can't be judged against outcomes.");
        }
        printChanges(report);
    }

    private static String named(ScoringRuleSet rules) {
        return "'" + rules.getName() + "'" + (rules.getVersion() > 0 ? " (version " + rules.getVersion() + ")" : "");
    }

    private void printCounts(BacktestReport report) {
        terminal.heading("  What would change");
        Table table = new Table().text("").number("leads").number("of all");
        count(table, "another score", report.scoreChanges(), report);
        count(table, "another grade", report.gradeChanges(), report);
        count(table, "newly qualified", report.newlyQualified(), report);
        count(table, "no longer qualified", report.noLongerQualified(), report);
        count(table, "qualified before", report.qualifiedBefore(), report);
        count(table, "qualified after", report.qualifiedAfter(), report);
        table.print(terminal);
        if (report.refused() > 0) {
            terminal.line(Paint.CARE, "  " + report.refused() + " events are beyond a lead's bounds and were left out");
        }
        if (report.unreadable() > 0) {
            terminal.line(
                    Paint.CARE,
                    "  " + Numbers.grouped(report.unreadable())
                            + " records have no key or can't be decoded and were skipped");
        }
    }

    private static void count(Table table, String what, long leads, BacktestReport report) {
        table.row(what, leads, Numbers.share(leads, report.leads()));
    }

    private void printGrades(BacktestReport report) {
        terminal.heading("  Grades");
        Table table = new Table()
                .text("grade")
                .number("before")
                .number("after")
                .number("won before")
                .number("won after")
                .bar("after");
        for (Grade grade : Grade.values()) {
            table.row(
                    LeadFacts.textOf(grade),
                    report.before(grade),
                    report.after(grade),
                    rate(report, report.qualityBefore(), grade),
                    rate(report, report.qualityAfter(), grade),
                    report.after(grade));
        }
        table.print(terminal);
    }

    private static String rate(BacktestReport report, Quality quality, Grade grade) {
        Rate rate = quality.of(grade);
        return !report.judged() || rate.of() == 0 ? "" : Numbers.share(rate.hits(), rate.of());
    }

    private void printJudgement(BacktestReport report) {
        RocCurve before = report.qualityBefore().roc();
        RocCurve after = report.qualityAfter().roc();
        LiftTable liftBefore = report.qualityBefore().lift();
        LiftTable liftAfter = report.qualityAfter().lift();
        if (before == null || after == null || liftBefore == null || liftAfter == null) {
            return;
        }
        terminal.heading("  Against what came of the leads");
        terminal.paragraph(
                2,
                String.format(
                        Locale.ROOT,
                        "ROC AUC %.3f before, %.3f after (%+.3f); 0.5 is chance, 1 is perfect; %.1f %% of all leads were won",
                        before.auc(),
                        after.auc(),
                        after.auc() - before.auc(),
                        100 * liftAfter.baseRate()));
        Table table = new Table()
                .number("tenth")
                .number("scores before")
                .number("won")
                .number("lift")
                .number("found")
                .number("scores after")
                .number("won")
                .number("lift")
                .number("found");
        for (int i = 0; i < liftAfter.slices().size(); i++) {
            LiftTable.Slice was = liftBefore.slices().get(i);
            LiftTable.Slice is = liftAfter.slices().get(i);
            table.row(
                    i + 1,
                    scores(was),
                    percent(was.precision()),
                    String.format(Locale.ROOT, "%.2f", was.lift()),
                    percent(was.captured()),
                    scores(is),
                    percent(is.precision()),
                    String.format(Locale.ROOT, "%.2f", is.lift()),
                    percent(is.captured()));
        }
        table.print(terminal);
    }

    private static String scores(LiftTable.Slice slice) {
        return String.format(Locale.ROOT, "%.0f-%.0f", slice.highest(), slice.lowest());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private void printChanges(BacktestReport report) {
        terminal.heading("  Which leads" + (report.changes().isEmpty() ? ": none" : ", widest changes first"));
        for (LeadChange change : report.changes()) {
            terminal.line(String.format(
                    Locale.ROOT,
                    "  %-" + WHO + "s  %s %s %s%s%s",
                    shortened(change.who()),
                    score(change.before()),
                    terminal.glyph("→", "->"),
                    score(change.after()),
                    qualification(change),
                    change.won() ? ", was won" : ""));
            terminal.paragraph(
                    6,
                    "because "
                            + change.lines().stream()
                                    .map(line -> line.ruleId() + " " + line.before() + terminal.glyph("→", "->")
                                            + line.after())
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static String qualification(LeadChange change) {
        if (change.before().qualified() == change.after().qualified()) {
            return "";
        }
        return change.after().qualified() ? ", qualifies" : ", no longer qualifies";
    }

    private static String score(Standing standing) {
        return String.format(Locale.ROOT, "%3d %-2s", standing.score(), LeadFacts.textOf(standing.grade()));
    }

    private static String shortened(String who) {
        if (who.length() <= WHO) {
            return who;
        }
        int half = WHO / 2;
        return who.substring(0, half) + "…" + who.substring(who.length() - half + 1);
    }
}
