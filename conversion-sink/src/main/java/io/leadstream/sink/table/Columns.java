// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of rows of {@code R}, which travel as one array each: any number of rows is one statement with one plan
 * and one round trip.
 */
public final class Columns<R> {

    private final List<Column<R>> columns;

    private Columns(List<Column<R>> columns) {
        this.columns = List.copyOf(columns);
    }

    public static <R> Builder<R> of(Class<R> row) {
        return new Builder<>();
    }

    /** Names, separated by commas. */
    String names() {
        return String.join(", ", nameList());
    }

    List<String> nameList() {
        return columns.stream().map(Column::name).toList();
    }

    /** The rows as a table expression, in the order in which they were given. */
    String rows() {
        String values = columns.stream()
                .map(column -> column.type().expression("r." + column.name()) + " as " + column.name())
                .collect(Collectors.joining(", "));
        String parameters =
                columns.stream().map(column -> column.type().parameter()).collect(Collectors.joining(", "));
        return "(select " + values + " from unnest(" + parameters + ") as r (" + names() + "))";
    }

    /** A statement out of a template in which {@code {rows}} stands for the rows and {@code {names}} for the names. */
    public String sql(String template) {
        return template.replace("{names}", names()).replace("{rows}", rows());
    }

    /** Runs a statement made by {@link #sql}; returns how many rows it touched. */
    public int execute(Connection connection, String sql, List<R> rows) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, rows)) {
            return statement.executeUpdate();
        }
    }

    /** A statement made by {@link #sql}, bound but not yet run. */
    public PreparedStatement prepare(Connection connection, String sql, List<R> rows) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        int index = 1;
        for (Column<R> column : columns) {
            statement.setArray(index++, column.type().array(connection, rows, column.value()));
        }
        return statement;
    }

    /** Declares columns in the order of their statement. */
    public static final class Builder<R> {

        private final List<Column<R>> columns = new ArrayList<>();

        public Builder<R> text(String name, Value<R> value) {
            return add(name, ColumnType.TEXT, value);
        }

        public Builder<R> uuid(String name, Value<R> value) {
            return add(name, ColumnType.UUID, value);
        }

        Builder<R> json(String name, Value<R> value) {
            return add(name, ColumnType.JSON, value);
        }

        Builder<R> textArray(String name, Value<R> value) {
            return add(name, ColumnType.TEXT_ARRAY, value);
        }

        Builder<R> date(String name, Value<R> value) {
            return add(name, ColumnType.DATE, value);
        }

        Builder<R> bytes(String name, Value<R> value) {
            return add(name, ColumnType.BYTES, value);
        }

        public Builder<R> bigint(String name, Value<R> value) {
            return add(name, ColumnType.BIGINT, value);
        }

        public Builder<R> integer(String name, Value<R> value) {
            return add(name, ColumnType.INTEGER, value);
        }

        Builder<R> decimal(String name, Value<R> value) {
            return add(name, ColumnType.DOUBLE, value);
        }

        Builder<R> flag(String name, Value<R> value) {
            return add(name, ColumnType.BOOLEAN, value);
        }

        Builder<R> timestamp(String name, Value<R> value) {
            return add(name, ColumnType.TIMESTAMP, value);
        }

        /** Adds the columns of a part of the row; a row without that part has null in each. */
        <P> Builder<R> part(PartOf<R, P> part, Columns<P> of) {
            for (Column<P> column : of.columns) {
                add(column.name(), column.type(), row -> {
                    P whole = part.of(row);
                    return whole == null ? null : column.value().of(whole);
                });
            }
            return this;
        }

        public Columns<R> build() {
            return new Columns<>(columns);
        }

        private Builder<R> add(String name, ColumnType type, Value<R> value) {
            columns.add(new Column<>(name, type, value));
            return this;
        }
    }

    /** Takes a column's value out of a row; null is SQL's null. */
    @FunctionalInterface
    public interface Value<R> {
        @Nullable
        Object of(R row);
    }

    /** Takes a part out of a row. */
    @FunctionalInterface
    interface PartOf<R, P> {
        @Nullable
        P of(R row);
    }
}
