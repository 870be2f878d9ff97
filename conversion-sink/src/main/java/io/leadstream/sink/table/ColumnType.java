// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** How a column's values travel: in an array of which type, and what makes the column's value out of an element. */
enum ColumnType {
    TEXT("text", "%s"),
    UUID("text", "%s::uuid"),
    JSON("text", "%s::jsonb"),
    /** As an array literal, see {@link Literals#array}. */
    TEXT_ARRAY("text", "%s::text[]"),
    DATE("text", "%s::date"),
    BYTES("bytea", "%s"),
    BIGINT("int8", "%s"),
    INTEGER("int4", "%s"),
    DOUBLE("float8", "%s"),
    BOOLEAN("bool", "%s"),
    /** As milliseconds. Every millisecond that fits a timestamptz is exact in a double divided by 1000 and rounded. */
    TIMESTAMP("int8", "to_timestamp(%s::float8 / 1000)");

    private final String element;
    private final String expression;

    ColumnType(String element, String expression) {
        this.element = element;
        this.expression = expression;
    }

    String parameter() {
        return "?::" + element + "[]";
    }

    String expression(String column) {
        return expression.formatted(column);
    }

    <R> Array array(Connection connection, List<R> rows, Columns.Value<R> value) throws SQLException {
        int size = rows.size();
        Object[] elements =
                switch (this) {
                    case TEXT, UUID, JSON, TEXT_ARRAY, DATE -> new String[size];
                    case BYTES -> new byte[size][];
                    case BIGINT, TIMESTAMP -> new Long[size];
                    case INTEGER -> new Integer[size];
                    case DOUBLE -> new Double[size];
                    case BOOLEAN -> new Boolean[size];
                };
        for (int i = 0; i < size; i++) {
            Object of = value.of(rows.get(i));
            if (of != null) {
                elements[i] = this == TIMESTAMP ? (Object) ((Instant) of).toEpochMilli() : of;
            }
        }
        return connection.createArrayOf(element, elements);
    }
}
