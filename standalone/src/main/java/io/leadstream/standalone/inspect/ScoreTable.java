// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.sink.read.ScoreLedger;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A score's ledger: what made it, and every line, adding up to the total. */
final class ScoreTable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Terminal terminal;

    ScoreTable(Terminal terminal) {
        this.terminal = terminal;
    }

    static String time(Instant instant) {
        return TIME.format(instant).replace(".000 ", " ");
    }

    void print(ScoreLedger ledger) {
        terminal.heading("  What the score is made of");
        Table table = new Table()
                .text("rule")
                .text("because of")
                .number("each")
                .number("hits")
                .number("cut")
                .number("faded")
                .number("capped")
                .number("points");
        for (ScoreLedger.Line line : ledger.lines()) {
            table.row(
                    line.rule(),
                    line.because().isEmpty() ? line.category() : line.because(),
                    blank(line.pointsEach()),
                    line.hits(),
                    blank(line.cut()),
                    line.halfLifeDays() == null
                            ? ""
                            : -line.faded() + terminal.glyph(" ½/", " half/") + line.halfLifeDays() + "d",
                    line.cap() == null ? "" : -line.capped() + " at " + line.cap(),
                    line.points());
        }
        table.row(
                Paint.TITLE,
                "total",
                ledger.total() == ledger.score() ? "" : "held at " + ledger.score(),
                "",
                "",
                "",
                "",
                "",
                ledger.total());
        table.print(terminal);
        terminal.paragraph(
                4,
                "score " + ledger.score() + " " + ledger.grade() + " (" + ledger.previousScore()
                        + " before), rules version " + ledger.rulesVersion()
                        + (ledger.rulesName() == null ? "" : " \"" + ledger.rulesName() + "\"") + ", change "
                        + ledger.sequence());
        terminal.paragraph(
                4,
                "shown from " + time(ledger.shownFrom()) + until(ledger.shownUntil()) + "; caused by " + cause(ledger)
                        + " of " + time(ledger.occurredAt()) + ", which arrived " + time(ledger.receivedAt()));
    }

    private static String until(@Nullable Instant until) {
        return until == null ? " until now" : " until " + time(until);
    }

    private static String cause(ScoreLedger ledger) {
        String kind = ledger.cause().replace('_', ' ');
        String type = ledger.causeType();
        return kind + (type == null ? "" : " " + type) + " (" + ledger.causeId() + ")";
    }

    /** What is not there, or is nothing, is left blank. */
    private static String blank(@Nullable Integer number) {
        return number == null || number == 0 ? "" : number.toString();
    }
}
