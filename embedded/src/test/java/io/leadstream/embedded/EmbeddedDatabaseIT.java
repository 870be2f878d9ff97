// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir
    Path dir;

    @Test
    void shouldKeepRowsWhenRestarted() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dir, 0, true)) {
            execute(database, "create table leads (name text)");
            execute(database, "insert into leads values ('before')");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dir, 0, true)) {
            assertThat(query(database, "select name from leads")).isEqualTo("before");
        }
    }

    @Test
    void shouldWriteThroughToDiskWhenDurable() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dir, 0, true)) {
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show full_page_writes")).isEqualTo("on");
            assertThat(query(database, "show server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void shouldKeepRowsAndEndTheOrphanWhenTheProcessIsKilled() throws Exception {
        Process process = ChildJvm.start(dir.resolve("child.log"), DatabaseChild.class, dir.toString());
        try {
            Path said = dir.resolve("written");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(said) || !process.isAlive());
            assertThat(said).as(ChildJvm.log(dir.resolve("child.log"))).exists();
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        ProcessHandle orphan = postmaster().orElseThrow();
        assertThat(orphan.isAlive()).isTrue();
        int itsPort = Integer.parseInt(
                Files.readAllLines(dir.resolve("cluster/postmaster.pid")).get(3).trim());
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dir, itsPort, true)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(query(database, "select name from leads")).isEqualTo("from the child");
        }
        assertThat(postmaster()).isEmpty();
    }

    @Test
    void shouldDoNothingWhenThereIsNoOrphan() {
        EmbeddedDatabase.endOrphan(dir.resolve("missing"));
        EmbeddedDatabase.endOrphan(dir);
        assertThat(dir.resolve("missing")).doesNotExist();
    }

    @Test
    void shouldStartWhenTheOldProcessNumberBelongsToAnother() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dir, 0, false)) {
            execute(database, "create table leads (name text)");
        }
        Files.writeString(
                dir.resolve("cluster/postmaster.pid"), ProcessHandle.current().pid() + "\n/elsewhere\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dir, 0, false)) {
            assertThat(query(database, "select count(*) from leads")).isEqualTo("0");
        }
    }

    @Test
    void shouldBeginAgainWhenTheFirstStartWasCutShort() throws Exception {
        Files.createDirectories(dir.resolve("cluster/base"));
        Files.writeString(dir.resolve("cluster/postgresql.conf"), "");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dir, 0, false)) {
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void shouldTellThePortWhenItIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedException thrown = catchThrowableOfType(
                    EmbeddedException.class, () -> EmbeddedDatabase.start(dir, other.getLocalPort(), true));
            assertThat(thrown.kind()).isEqualTo(EmbeddedException.Kind.PORT_TAKEN);
        }
    }

    @Test
    void shouldRefuseTheFolderWhenAnotherPostgresWroteIt() throws Exception {
        Files.createDirectories(dir.resolve("cluster"));
        Files.writeString(dir.resolve("cluster/PG_VERSION"), "17\n");
        Files.writeString(dir.resolve("complete"), "yes\n");
        EmbeddedException thrown =
                catchThrowableOfType(EmbeddedException.class, () -> EmbeddedDatabase.start(dir, 0, true));
        assertThat(thrown.kind()).isEqualTo(EmbeddedException.Kind.OTHER_VERSION);
        assertThat(thrown).hasMessageContaining("PostgreSQL 17").hasMessageContaining(dir.toString());
    }

    private Optional<ProcessHandle> postmaster() throws Exception {
        Path file = dir.resolve("cluster/postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).get(0).trim()))
                : Optional.empty();
    }

    static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** Writes one row, says so and stays until it is killed. */
    static final class DatabaseChild {

        private DatabaseChild() {}

        public static void main(String[] args) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), 0, true);
            execute(database, "create table leads (name text)");
            execute(database, "insert into leads values ('from the child')");
            Files.writeString(Path.of(args[0], "written"), "yes", StandardCharsets.UTF_8);
            ChildJvm.stay();
        }
    }
}
