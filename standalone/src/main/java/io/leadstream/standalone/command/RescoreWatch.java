// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.RulePublisher;
import io.leadstream.capture.rules.RuleStatus;
import io.leadstream.capture.rules.RuleStatus.State;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Progress;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Shows how far re-scoring by the newest rules is. */
final class RescoreWatch {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();
    private static final Duration NOBODY_WORKS = Duration.ofSeconds(60);

    private RescoreWatch() {}

    /** Stays until every lead is re-scored. */
    static void follow(Terminal terminal, RulePublisher rules) {
        RuleStatus status = rules.status();
        long waitingSince = System.nanoTime();
        @Nullable Progress bar = null;
        while (status.state() != State.DONE && status.state() != State.NONE) {
            if (status.state() != State.WAITING && bar == null) {
                bar = new Progress(terminal, "re-scoring", "leads", status.leads());
            }
            if (bar != null) {
                bar.at(status.visited());
            } else if (System.nanoTime() - waitingSince > NOBODY_WORKS.toNanos()) {
                throw new StandaloneException(
                        "no scoring has taken the newest rules up",
                        "See whether scoring-stream runs: ./leadstream doctor");
            }
            LockSupport.parkNanos(LOOK_NANOS);
            status = rules.status();
        }
        if (bar != null) {
            bar.done(Numbers.grouped(status.visited()) + " leads");
        }
    }

    static void print(Terminal terminal, RuleStatus status) {
        ScoringRuleSet newest = status.newest();
        if (newest == null) {
            terminal.line("No scoring rules were ever published: ./leadstream rules publish FILE");
            return;
        }
        line(
                terminal,
                "newest",
                "version " + newest.getVersion() + " \"" + newest.getName() + "\", "
                        + newest.getRules().size()
                        + " rules, published " + TIME.format(newest.getPublishedAt()) + " by "
                        + newest.getPublishedBy());
        line(
                terminal,
                "events by",
                status.activeVersion() == 0 ? "not known yet" : "version " + status.activeVersion());
        line(terminal, "leads", leads(status));
        if (status.partitions().isEmpty()) {
            return;
        }
        terminal.blank();
        Table table = new Table()
                .number("partition")
                .number("version")
                .text("state")
                .number("leads")
                .text("since")
                .text("took");
        for (ScoringProgress progress : status.partitions()) {
            boolean behind = progress.getVersion() != newest.getVersion();
            table.row(
                    behind ? Paint.CARE : Paint.PLAIN,
                    progress.getPartition(),
                    progress.getVersion(),
                    behind ? "waiting" : progress.getState().name().toLowerCase(Locale.ROOT),
                    progress.getVisited(),
                    TIME.format(progress.getStartedAt()),
                    Numbers.duration(Duration.between(progress.getStartedAt(), progress.getUpdatedAt())));
        }
        table.print(terminal);
    }

    private static String leads(RuleStatus status) {
        String took = Numbers.duration(status.took(Instant.now()));
        return switch (status.state()) {
            case DONE -> Numbers.grouped(status.visited()) + " re-scored in " + took;
            case WAITING, NONE ->
                "waiting for scoring to take it up, " + status.partitionsDone() + " of " + status.partitionCount()
                        + " partitions done";
            case BACKFILLING -> "being back-filled for " + took;
            case RESCORING ->
                Numbers.grouped(status.visited()) + " of about " + Numbers.grouped(status.leads()) + " re-scored in "
                        + took;
        };
    }

    private static void line(Terminal terminal, String label, String text) {
        terminal.line(terminal.paint(Paint.QUIET, String.format(Locale.ROOT, "  %-10s", label)) + " " + text);
    }
}
