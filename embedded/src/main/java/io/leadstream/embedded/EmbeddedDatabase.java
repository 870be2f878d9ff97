// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that belongs to this process, on the loopback address, trusting who connects there. Its data
 * stay in a folder and survive restarts, also after the process was killed, which leaves the server running: the next
 * start ends that one first. Works as root, too, where PostgreSQL by itself refuses to.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** Name of the database that is there from the start. */
    public static final String DATABASE = "leadstream";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START_WITHIN = Duration.ofSeconds(30);
    private static final String SERVER = "PostgreSQL";
    private static final String USER = "postgres";
    private static final String MAJOR = "18";
    private static final String CLUSTER = "cluster";
    private static final String COMPLETE = "complete";
    private static final String LOG = "postgres.log";
    private static final String BINARIES = "binaries";

    private final DataFolder folder;
    private final EmbeddedPostgres server;
    private boolean closed;

    private EmbeddedDatabase(DataFolder folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts a server and returns when it takes connections, after a few seconds.
     *
     * @param dataDir made when it isn't there
     * @param port 0 takes a free one
     * @param durable whether a commit survives a crash of the machine; only tests can do without
     * @throws EmbeddedException when it can't start; its kind and message tell why
     */
    public static EmbeddedDatabase start(Path dataDir, int port, boolean durable) {
        DataFolder folder = DataFolder.take(dataDir, SERVER);
        try {
            Postmaster.endOrphan(folder.resolve(CLUSTER));
            if (folder.read(COMPLETE) == null) {
                // The first start did not come to its end, so nobody has written anything yet.
                folder.delete(CLUSTER);
            }
            checkVersion(folder);
            EmbeddedPostgres server = boot(folder, Ports.claim(port, SERVER), durable);
            EmbeddedDatabase database = new EmbeddedDatabase(folder, server);
            database.createDatabase(DATABASE);
            folder.write(COMPLETE, "The first start came to its end.");
            log.info("PostgreSQL listens on localhost:{}, data in {}", server.getPort(), folder.path());
            return database;
        } catch (RuntimeException e) {
            Postmaster.endOrphan(folder.resolve(CLUSTER));
            folder.close();
            throw e;
        }
    }

    /**
     * Ends the server that a killed process left running on the folder, so that its port is free again; does nothing
     * when there is none. {@link #start} does so by itself, but only after a port was chosen.
     *
     * @throws EmbeddedException when another living process has the folder
     */
    public static void endOrphan(Path dataDir) {
        if (Files.isDirectory(dataDir)) {
            try (DataFolder folder = DataFolder.take(dataDir, SERVER)) {
                Postmaster.endOrphan(folder.resolve(CLUSTER));
            }
        }
    }

    /** JDBC address of {@link #DATABASE}, with the user in it. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** JDBC address of another database of this server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database + "?user=" + USER;
    }

    public String user() {
        return USER;
    }

    public int port() {
        return server.getPort();
    }

    /** Makes a database unless there is one of that name: lower-case letters, digits and underscores. */
    public void createDatabase(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"));
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
            if (!found.next()) {
                statement.execute("create database " + name);
            }
        } catch (SQLException e) {
            throw new EmbeddedException(
                    EmbeddedException.Kind.NOT_STARTED, "database " + name + " can't be made: " + e.getMessage(), e);
        }
    }

    /** Stops the server; its data stay. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try (folder) {
                server.close();
                // It gives the server 5 seconds and then goes away without it.
                Postmaster.endOrphan(folder.resolve(CLUSTER));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static EmbeddedPostgres boot(DataFolder folder, int port, boolean durable) {
        String onOff = durable ? "on" : "off";
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve(CLUSTER))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WITHIN)
                .setPort(port)
                // The same order and case rules on every machine, whatever its locales.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("fsync", onOff)
                .setServerConfig("synchronous_commit", onOff)
                .setServerConfig("full_page_writes", onOff)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100");
        Path output = folder.resolve(LOG);
        // To a file, not a pipe: a pipe would break when this process is killed.
        builder.setOutputRedirector(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.setErrorRedirector(ProcessBuilder.Redirect.appendTo(output.toFile()));
        if (durable) {
            removeHalfUnpacked(folder.resolve(BINARIES));
            builder.setOverrideWorkingDirectory(folder.resolve(BINARIES).toFile());
        }
        try {
            return builder.start();
        } catch (IOException | RuntimeException e) {
            throw new EmbeddedException(
                    EmbeddedException.Kind.NOT_STARTED,
                    "PostgreSQL did not start with the data in " + folder.path() + " ("
                            + DataFolder.freeMegabytes(folder.path()) + " MB are free): " + lastWords(output, e),
                    e);
        }
    }

    /** Unpacking skips files that exist, so what a killed process left half written would stay so. */
    private static void removeHalfUnpacked(Path binaries) {
        if (!Files.isDirectory(binaries)) {
            return;
        }
        try (Stream<Path> children = Files.list(binaries)) {
            for (Path child : children.toList()) {
                if (Files.isDirectory(child) && !Files.exists(child.resolve(".exists"))) {
                    DataFolder.deleteTree(child);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkVersion(DataFolder folder) {
        String major = folder.read(CLUSTER + "/PG_VERSION");
        if (major != null && !major.equals(MAJOR)) {
            throw new EmbeddedException(
                    EmbeddedException.Kind.OTHER_VERSION,
                    "folder " + folder.path() + " was written by PostgreSQL " + major + ", which PostgreSQL " + MAJOR
                            + " of this program can't read: use another folder, and fill it by a dump and restore");
        }
    }

    private static @Nullable String lastWords(Path output, Exception e) {
        try {
            List<String> lines = Files.exists(output) ? Files.readAllLines(output) : List.of();
            return lines.isEmpty() ? e.getMessage() : lines.get(lines.size() - 1) + " (see " + output + ")";
        } catch (IOException unreadable) {
            return e.getMessage();
        }
    }
}
