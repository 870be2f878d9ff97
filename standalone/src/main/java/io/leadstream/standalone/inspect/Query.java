// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as lists of texts, for tables that are small enough to be shown. */
public final class Query {

    /** One row: column name to text; a null is the empty text. */
    public record Row(Map<String, String> values) {

        public String get(String column) {
            String value = values.get(column);
            if (value == null) {
                throw new IllegalArgumentException("no column " + column);
            }
            return value;
        }

        public long number(String column) {
            return Long.parseLong(get(column));
        }

        public boolean has(String column) {
            return !get(column).isEmpty();
        }

        public boolean flag(String column) {
            return get(column).equals("t");
        }
    }

    private Query() {}

    public static List<Row> rows(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                ResultSetMetaData columns = result.getMetaData();
                while (result.next()) {
                    Map<String, String> values = new LinkedHashMap<>();
                    for (int column = 1; column <= columns.getColumnCount(); column++) {
                        String value = result.getString(column);
                        values.put(columns.getColumnLabel(column), value == null ? "" : value);
                    }
                    rows.add(new Row(values));
                }
                return rows;
            }
        }
    }
}
