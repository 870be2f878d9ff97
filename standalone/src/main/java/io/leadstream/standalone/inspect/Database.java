// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.standalone.stack.Instance;
import io.leadstream.standalone.stack.StandaloneException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Connections to the database of a running instance. */
public final class Database {

    private static final int STATEMENT_TIMEOUT_SECONDS = 60;

    private Database() {}

    /** A connection that can't change anything. */
    public static Connection open(Instance instance) {
        return open(instance.jdbcUrl(), instance.databaseUser());
    }

    /** As {@link #open(Instance)}. */
    public static Connection open(String jdbcUrl, String user) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("ApplicationName", "leadstream");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "90");
        try {
            Connection connection = DriverManager.getConnection(jdbcUrl, properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set default_transaction_read_only = on");
                statement.execute("set statement_timeout = '" + STATEMENT_TIMEOUT_SECONDS + "s'");
            }
            return connection;
        } catch (SQLException e) {
            throw new StandaloneException(
                    "the database at " + jdbcUrl + " does not answer: " + e.getMessage(),
                    "See whether the instance still runs: ./leadstream doctor",
                    e);
        }
    }
}
