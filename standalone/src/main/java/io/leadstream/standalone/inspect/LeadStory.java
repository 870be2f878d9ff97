// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.sink.read.LeadAddress;
import io.leadstream.sink.read.ScoreReader;
import io.leadstream.sink.read.ScoreReader.NotYet;
import io.leadstream.sink.read.ScoreReader.Shown;
import io.leadstream.standalone.inspect.Query.Row;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One lead's whole story out of the database: captures, score with its breakdown, owner with the reason, sales. */
public final class LeadStory {

    private static final int FIRST = 6;
    private static final int LAST = 8;

    /** What scoring told a moment ago, by a clock that is ahead of this one, is the score now. */
    private static final Duration CLOCKS_APART = Duration.ofHours(1);

    private final Connection database;
    private final Terminal terminal;
    private final boolean all;

    /** A story that shows every event, or only the first and last ones. */
    public LeadStory(Connection database, Terminal terminal, boolean all) {
        this.database = database;
        this.terminal = terminal;
        this.all = all;
    }

    /**
     * Tells the story of the lead with this e-mail address, phone number or id.
     *
     * @throws StandaloneException when there is no such lead
     */
    public void tell(String who) throws SQLException {
        Row lead = find(who);
        String id = lead.get("lead_id");
        printHeader(lead);
        printEvents(id);
        printScore(id);
        PredictionStory.print(database, terminal, id);
        printOwner(id);
        printSales(id);
    }

    /**
     * Tells what was shown of a lead's score at a time.
     *
     * @throws StandaloneException when there is no such lead, or it had no score by then
     */
    public void tellScore(String who, Instant at) throws SQLException {
        Row lead = find(who);
        ScoreReader.Answer answer = ScoreReader.read(database, lead.get("lead_id"), at);
        if (answer instanceof Shown shown) {
            terminal.heading("  " + (lead.get("name").isBlank() ? lead.get("reach") : lead.get("name"))
                    + ", as shown at " + ScoreTable.time(at));
            new ScoreTable(terminal).print(shown.ledger());
            return;
        }
        Instant first = answer instanceof NotYet notYet ? notYet.firstShownAt() : null;
        throw new StandaloneException(
                "no score of " + who + " had been shown by " + ScoreTable.time(at),
                first == null ? "There is none yet." : "The first was shown at " + ScoreTable.time(first) + ".");
    }

    private Row find(String who) throws SQLException {
        String id = LeadAddress.leadId(who)
                .orElseThrow(() -> new StandaloneException(
                        "\"" + who + "\" can't be the address of a lead",
                        "Give an e-mail address, a phone number with its country code, or a lead id."));
        List<Row> leads = Query.rows(database, StorySql.LEAD, id);
        if (leads.isEmpty()) {
            throw new StandaloneException(
                    "no lead " + who + " is known",
                    "Some who are: ./leadstream sql \"select email, score from leads order by score desc limit 5\"");
        }
        return leads.get(0);
    }

    private void printHeader(Row lead) {
        List<String> parts = new ArrayList<>();
        parts.add(lead.get("name").isBlank() ? lead.get("reach") : lead.get("name"));
        for (String column : List.of("title", "company")) {
            if (lead.has(column)) {
                parts.add(lead.get(column));
            }
        }
        terminal.heading("  " + String.join(", ", parts));
        terminal.line(Paint.QUIET, "  " + lead.get("reach") + "  " + lead.get("lead_id"));
        terminal.line(
                "  score " + terminal.paint(Paint.ACCENT, lead.get("score") + " " + lead.get("grade")) + ", stage "
                        + lead.get("stage") + ", status " + lead.get("status")
                        + (lead.has("route") ? ", routed to " + lead.get("route") : "")
                        + (lead.has("owner") ? ", owner " + lead.get("owner") : ""));
    }

    private void printEvents(String id) throws SQLException {
        List<Row> events = Query.rows(database, StorySql.EVENTS, id, id, id);
        Table table = new Table()
                .text("when")
                .text("what")
                .text("through")
                .text("detail")
                .number("score");
        int skipped = all ? 0 : Math.max(0, events.size() - FIRST - LAST);
        for (int i = 0; i < events.size(); i++) {
            if (skipped > 1 && i == FIRST) {
                table.row(Paint.QUIET, "", terminal.glyph("⋮", "..."), "", (skipped + " more"), "");
                i += skipped - 1;
                continue;
            }
            Row event = events.get(i);
            table.row(
                    event.get("what").startsWith("captured") ? Paint.TITLE : Paint.PLAIN,
                    event.get("at"),
                    event.get("what"),
                    event.get("through"),
                    event.get("detail"),
                    event.get("score"));
        }
        terminal.heading("  What came in" + (events.isEmpty() ? ": nothing" : ""));
        if (!table.isEmpty()) {
            table.print(terminal);
        }
    }

    private void printScore(String id) throws SQLException {
        if (ScoreReader.read(database, id, Instant.now().plus(CLOCKS_APART)) instanceof Shown shown) {
            new ScoreTable(terminal).print(shown.ledger());
        } else {
            terminal.heading("  What the score is made of: nothing yet");
        }
    }

    private void printOwner(String id) throws SQLException {
        List<Row> decisions = Query.rows(database, StorySql.DECISIONS, id);
        terminal.heading("  Why this owner");
        if (decisions.isEmpty()) {
            terminal.line("  Nobody was asked: the lead is not for sales yet.");
            return;
        }
        for (Row decision : decisions) {
            terminal.paragraph(19, decision.get("at") + "  " + decision.get("explanation"));
        }
        Table table = new Table()
                .text("considered")
                .text("result")
                .number("open leads")
                .number("weight")
                .number("turn");
        for (Row candidate : Query.rows(database, StorySql.CANDIDATES, id)) {
            table.row(
                    candidate.get("result").equals("chosen") ? Paint.GOOD : Paint.PLAIN,
                    candidate.get("who"),
                    candidate.get("result").replace('_', ' '),
                    candidate.number("open_leads"),
                    candidate.number("weight"),
                    candidate.number("last_turn"));
        }
        if (!table.isEmpty()) {
            table.print(terminal);
        }
    }

    private void printSales(String id) throws SQLException {
        terminal.heading("  What sales did");
        Table table = new Table().text("when").text("what").text("by").text("outcome");
        for (Row step : Query.rows(database, StorySql.SALES, id, id, id)) {
            table.row(
                    step.flag("refused") ? Paint.CARE : Paint.PLAIN,
                    step.get("at"),
                    step.get("what"),
                    step.get("who"),
                    step.get("outcome"));
        }
        if (table.isEmpty()) {
            terminal.line("  Nothing yet.");
        } else {
            table.print(terminal);
        }
        for (Row conversion : Query.rows(database, StorySql.CONVERSION, id)) {
            terminal.paragraph(4, "Converted: " + conversion.get("told"));
        }
    }
}
