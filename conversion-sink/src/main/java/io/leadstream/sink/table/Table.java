// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table that facts are added to. Within a batch, rows of one key are made one before they are sent, because one
 * statement can't touch a row twice.
 *
 * @param key the primary key as one text; rows are written in its order
 * @param collapse which of two rows of a key stays, the earlier given first
 * @param insert the statement, see {@link Columns#execute}
 */
record Table<R>(Columns<R> columns, Function<R, String> key, BinaryOperator<R> collapse, String insert) {

    /** A table of facts that never change: the first row of a key stays. */
    static <R> Table<R> ofFacts(String name, Function<R, String> key, Columns<R> columns) {
        return new Table<>(
                columns, key, (first, later) -> first, columns.sql(insertInto(name) + " on conflict do nothing"));
    }

    /** A table whose rows are replaced when {@code condition} says that the new one, {@code excluded}, is to stay. */
    static <R> Table<R> ofNewest(
            String name,
            String primaryKey,
            Function<R, String> key,
            Columns<R> columns,
            BinaryOperator<R> collapse,
            String condition) {
        String assignments = columns.nameList().stream()
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        return new Table<>(
                columns,
                key,
                collapse,
                columns.sql(insertInto(name) + " on conflict (" + primaryKey + ") do update set " + assignments
                        + " where " + condition));
    }

    private static String insertInto(String name) {
        return "insert into " + name + " as t ({names}) select {names} from {rows} as u";
    }

    int write(Connection connection, List<R> rows) throws SQLException {
        return columns.execute(connection, insert, rows);
    }
}
