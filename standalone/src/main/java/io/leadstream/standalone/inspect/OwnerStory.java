// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.sink.read.LeadAddress;
import io.leadstream.sink.read.OwnerHistory;
import io.leadstream.sink.read.OwnerHistory.Candidate;
import io.leadstream.sink.read.OwnerHistory.Decision;
import io.leadstream.sink.read.OwnerJson;
import io.leadstream.sink.read.OwnerReader;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a lead has its owner: each decision, and who was considered. Times are UTC. */
public final class OwnerStory {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int INDENT = 19;

    private final Connection database;
    private final Terminal terminal;

    public OwnerStory(Connection database, Terminal terminal) {
        this.database = database;
        this.terminal = terminal;
    }

    /** Prints every decision as JSON. */
    public void print(String who) throws SQLException {
        terminal.line(OwnerJson.of(find(who)).toPrettyString());
    }

    /**
     * Tells the decisions one after the other.
     *
     * @param all with the candidates of each; otherwise only those of the last decision that had any
     */
    public void tell(String who, boolean all) throws SQLException {
        OwnerHistory history = find(who);
        terminal.heading("  " + who + ": " + standing(history));
        if (history.decisions().isEmpty()) {
            terminal.line("  Nobody was asked: the lead is not for sales yet.");
            return;
        }
        Decision last = null;
        for (Decision decision : history.decisions()) {
            terminal.paragraph(
                    INDENT, time(decision.decidedAt()) + "  " + headline(decision) + ". " + decision.explanation());
            String path = path(decision);
            if (!path.isEmpty()) {
                terminal.paragraph(Paint.QUIET, INDENT, INDENT, path);
            }
            terminal.paragraph(Paint.QUIET, INDENT, INDENT, lead(decision));
            if (!decision.candidates().isEmpty()) {
                last = decision;
                if (all) {
                    printCandidates(decision);
                }
            }
        }
        if (!all && last != null) {
            terminal.heading("  Considered for offer " + last.offerNumber() + ", " + time(last.decidedAt()));
            printCandidates(last);
        }
    }

    private OwnerHistory find(String who) throws SQLException {
        String id = LeadAddress.leadId(who)
                .orElseThrow(() -> new StandaloneException(
                        "\"" + who + "\" can't be the address of a lead",
                        "Give an e-mail address, a phone number with its country code, or a lead id."));
        return OwnerReader.read(database, id)
                .orElseThrow(() -> new StandaloneException(
                        "no lead " + who + " is known",
                        "Some with an owner: ./leadstream sql \"select email, owner_id from leads where owner_id is not"
                                + " null limit 5\""));
    }

    private static String standing(OwnerHistory history) {
        if (history.ownership() == null) {
            return "not with sales";
        }
        String word = history.ownership().replace('_', ' ');
        return history.ownerId() == null ? word : word + ", " + history.owner();
    }

    private static String headline(Decision decision) {
        StringBuilder text = new StringBuilder("offer ")
                .append(decision.offerNumber())
                .append(' ')
                .append(decision.kind().replace('_', ' '));
        if (decision.representativeId() != null) {
            text.append(decision.kind().equals("assigned") ? " to " : ", ").append(decision.representative());
        }
        text.append(", ").append(decision.team());
        add(text, ", accept by ", decision.acceptBy());
        add(text, ", somebody expected at ", decision.expectedAt());
        return text.toString();
    }

    /** How the choice came about: what chose, and by which versions. */
    private static String path(Decision decision) {
        List<String> parts = new ArrayList<>();
        if (!decision.method().equals("unknown")) {
            parts.add(decision.method().replace('_', ' '));
        }
        if (decision.ruleId() != null) {
            parts.add("rule " + decision.ruleId() + (decision.rule() == null ? "" : " '" + decision.rule() + "'"));
        }
        if (decision.strategy() != null) {
            parts.add(decision.strategy().replace('_', ' '));
        }
        if (decision.rosterVersion() > 0) {
            parts.add("rules version " + decision.rulesVersion());
            parts.add("roster version " + decision.rosterVersion());
        }
        return String.join(" · ", parts);
    }

    /** How the lead stood then. */
    private static String lead(Decision decision) {
        List<String> parts = new ArrayList<>();
        if (decision.segment() != null) {
            parts.add("segment " + decision.segment());
        }
        parts.add("score " + decision.score() + " (" + decision.grade() + ")");
        if (decision.moves() > 0) {
            parts.add("moved on " + decision.moves() + (decision.moves() == 1 ? " time" : " times"));
        }
        if (decision.queueReason() != null) {
            parts.add(decision.queueReason().replace('_', ' '));
        }
        return String.join(" · ", parts);
    }

    private void printCandidates(Decision decision) {
        Table table = new Table()
                .text("considered")
                .text("result")
                .number("open leads")
                .number("weight")
                .number("turn")
                .number("ever");
        for (Candidate candidate : decision.candidates()) {
            table.row(
                    candidate.result().equals("chosen") ? Paint.GOOD : Paint.PLAIN,
                    candidate.name(),
                    candidate.result().replace('_', ' '),
                    candidate.openLeads(),
                    candidate.weight(),
                    candidate.lastTurn(),
                    candidate.assigned());
        }
        table.print(terminal);
    }

    private static void add(StringBuilder text, String before, @Nullable Instant at) {
        if (at != null) {
            text.append(before).append(time(at));
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
