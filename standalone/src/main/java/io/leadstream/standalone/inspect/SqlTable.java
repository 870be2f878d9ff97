// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Set;

/** Prints what a statement gives, as a table or as comma-separated values. Nothing it runs can change a row. */
public final class SqlTable {

    private static final int MOST_ROWS = 1_000;
    private static final Set<Integer> NUMBERS =
            Set.of(Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.NUMERIC, Types.DOUBLE, Types.REAL, Types.DECIMAL);

    private SqlTable() {}

    public static void print(Connection connection, String sql, boolean csv, Terminal terminal) {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(csv ? 0 : MOST_ROWS + 1);
            if (!statement.execute(sql)) {
                terminal.line(Paint.QUIET, "  done, no rows");
                return;
            }
            try (ResultSet rows = statement.getResultSet()) {
                if (csv) {
                    printCsv(rows, terminal);
                } else {
                    printTable(rows, terminal);
                }
            }
        } catch (SQLException e) {
            throw new StandaloneException(
                    "the database refuses that: " + e.getMessage(),
                    "Tables and views: ./leadstream sql \"select table_name from information_schema.tables"
                            + " where table_schema = 'public' order by 1\"",
                    e);
        }
    }

    private static void printTable(ResultSet rows, Terminal terminal) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        int width = columns.getColumnCount();
        Table table = new Table().even();
        Table one = new Table().text("").text("");
        for (int c = 1; c <= width; c++) {
            if (NUMBERS.contains(columns.getColumnType(c))) {
                table.number(columns.getColumnLabel(c));
            } else {
                table.text(columns.getColumnLabel(c));
            }
        }
        int count = 0;
        boolean more = false;
        while (rows.next()) {
            if (count == MOST_ROWS) {
                more = true;
                break;
            }
            count++;
            Object[] cells = new Object[width];
            one.row(Paint.QUIET, "row " + count, "");
            for (int c = 1; c <= width; c++) {
                String value = rows.getString(c);
                cells[c - 1] = value == null ? "" : value.replace('\n', ' ');
                one.row(columns.getColumnLabel(c), cells[c - 1]);
            }
            table.row(cells);
        }
        if (count > 0) {
            // More columns than the terminal has room for: a line for each value.
            (table.fits(terminal) ? table : one).print(terminal);
        }
        terminal.line(
                Paint.QUIET,
                "  " + count + (count == 1 ? " row" : " rows") + (more ? ", and more: --csv prints all" : ""));
    }

    private static void printCsv(ResultSet rows, Terminal terminal) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        StringBuilder line = new StringBuilder();
        for (int c = 1; c <= columns.getColumnCount(); c++) {
            line.append(c == 1 ? "" : ",").append(quoted(columns.getColumnLabel(c)));
        }
        terminal.line(line.toString());
        while (rows.next()) {
            line.setLength(0);
            for (int c = 1; c <= columns.getColumnCount(); c++) {
                String value = rows.getString(c);
                line.append(c == 1 ? "" : ",").append(value == null ? "" : quoted(value));
            }
            terminal.line(line.toString());
        }
    }

    private static String quoted(String value) {
        boolean plain =
                !value.isEmpty() && value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
