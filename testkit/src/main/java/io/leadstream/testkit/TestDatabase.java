// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import io.leadstream.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty PostgreSQL database for one test class. The server behind it is one for the JVM, quick and forgetful: it
 * doesn't wait for the disk.
 */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A database that nobody else has. */
    public static TestDatabase fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        Shared.SERVER.createDatabase(name);
        return new TestDatabase(name);
    }

    /** JDBC address with the user in it; there is no password. */
    public String jdbcUrl() {
        return Shared.SERVER.jdbcUrl(name);
    }

    public String user() {
        return Shared.SERVER.user();
    }

    /** A new connection, to be closed by the caller. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    private static final class Shared {
        private static final Path FOLDER = TempFolder.create("postgres");
        static final EmbeddedDatabase SERVER = EmbeddedDatabase.start(FOLDER, 0, false);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Shared::end, "end-test-database"));
        }

        private static void end() {
            SERVER.close();
            TempFolder.delete(FOLDER);
        }
    }
}
