// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.demo;

import io.leadstream.standalone.inspect.Query;
import io.leadstream.standalone.inspect.Query.Row;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What the demo has to show for itself, asked of the database as an analyst would. */
final class ResultTables {

    private final Connection database;
    private final Terminal terminal;

    ResultTables(Connection database, Terminal terminal) {
        this.database = database;
        this.terminal = terminal;
    }

    void print(List<Long> assignmentMillis, int eventsPerSecond) throws SQLException {
        funnel();
        grades();
        owners();
        speed(assignmentMillis, eventsPerSecond);
    }

    private void funnel() throws SQLException {
        terminal.heading("  Funnel");
        Table table = new Table()
                .text("stage")
                .number("reached")
                .number("of stage before")
                .number("of all")
                .bar("");
        List<Row> stages = Query.rows(database, "select stage, reached from funnel_totals");
        long first = stages.isEmpty() ? 0 : stages.get(0).number("reached");
        long before = first;
        for (Row stage : stages) {
            long reached = stage.number("reached");
            table.row(
                    stage.get("stage"),
                    reached,
                    Numbers.share(reached, before),
                    Numbers.share(reached, first),
                    reached);
            before = reached;
        }
        table.print(terminal);
    }

    private void grades() throws SQLException {
        terminal.heading("  Grades");
        Table table = new Table()
                .text("grade")
                .number("leads")
                .number("average score")
                .number("qualified")
                .number("owned")
                .number("converted")
                .number("rate")
                .bar("");
        for (Row grade : Query.rows(database, "select * from grades")) {
            long leads = grade.number("leads");
            table.row(
                    grade.get("grade"),
                    leads,
                    grade.get("average_score"),
                    grade.number("qualified"),
                    grade.number("owned"),
                    grade.number("converted"),
                    Numbers.share(grade.number("converted"), leads),
                    leads);
        }
        table.print(terminal);
    }

    private void owners() throws SQLException {
        terminal.heading("  Who got how many leads");
        Table table = new Table()
                .text("representative")
                .text("team")
                .number("assigned")
                .number("accepted")
                .number("converted")
                .number("open")
                .bar("");
        for (Row owner : Query.rows(
                database,
                "select coalesce(w.name, w.representative_id) as name, coalesce(t.name, w.team_id) as team,"
                        + " w.assigned, w.accepted, w.converted, w.open_leads from workload w left join teams t"
                        + " using (team_id) where w.assigned > 0 order by w.assigned desc, name")) {
            table.row(
                    owner.get("name"),
                    owner.get("team"),
                    owner.number("assigned"),
                    owner.number("accepted"),
                    owner.number("converted"),
                    owner.number("open_leads"),
                    owner.number("assigned"));
        }
        table.print(terminal);
        Row waiting = Query.rows(database, "select count(*) as leads from leads where ownership = 'queued'")
                .get(0);
        if (waiting.number("leads") > 0) {
            terminal.line(
                    Paint.CARE, "  " + waiting.get("leads") + " more wait in the queue until somebody may take them.");
        }
    }

    /** From the HTTP request that made a lead one for sales to its assignment in the hands of a consumer. */
    private void speed(List<Long> millis, int eventsPerSecond) {
        terminal.heading("  From HTTP request to owner, at " + eventsPerSecond + " events a second");
        if (millis.isEmpty()) {
            terminal.line("  Every lead had its owner already: this data folder was played before.");
            return;
        }
        Table table = new Table()
                .number("assignments")
                .number("fastest")
                .number("median")
                .number("p99")
                .number("slowest");
        table.row(
                millis.size(),
                told(millis.get(0)),
                told(millis.get(millis.size() / 2)),
                told(millis.get((int) Math.min(millis.size() - 1L, Math.round(millis.size() * 0.99)))),
                told(millis.get(millis.size() - 1)));
        table.print(terminal);
    }

    private static String told(long millis) {
        return String.format(Locale.ROOT, "%,d ms", millis);
    }
}
