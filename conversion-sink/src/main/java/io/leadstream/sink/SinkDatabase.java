// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.leadstream.runtime.config.Settings;
import io.leadstream.sink.consume.SqlFailure;
import io.leadstream.sink.read.ReadServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The analysts' database: connections that never wait for ever, and the tables. */
public final class SinkDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SinkDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAUSE_MILLIS = 500;

    /**
     * A transaction of a process that was stopped in the middle would keep its locks, and with them the partitions, for
     * ever: the server ends it. A lock that is waited for in vain is a failure that passes.
     */
    private static final String SESSION = "set jit = off; set idle_in_transaction_session_timeout = '30s';"
            + " set lock_timeout = '20s'; set tcp_keepalives_idle = 30; set application_name = 'leadstream-sink'";

    private final HikariDataSource pool;

    private SinkDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /** A pool for the settings; nothing is connected yet. */
    public static SinkDatabase open(Settings settings) {
        int connectMillis = settings.integer(SinkSettings.JDBC_CONNECT_TIMEOUT);
        int socketMillis = settings.integer(SinkSettings.JDBC_SOCKET_TIMEOUT);
        Properties driver = new Properties();
        driver.setProperty("connectTimeout", seconds(connectMillis));
        driver.setProperty("loginTimeout", seconds(2 * connectMillis));
        driver.setProperty("socketTimeout", seconds(socketMillis));
        driver.setProperty("tcpKeepAlive", "true");
        HikariConfig config = new HikariConfig();
        config.setPoolName("leadstream-sink");
        config.setJdbcUrl(settings.text(SinkSettings.JDBC_URL));
        config.setUsername(settings.text(SinkSettings.JDBC_USER));
        config.setPassword(settings.secret(SinkSettings.JDBC_PASSWORD));
        config.setDataSourceProperties(driver);
        config.setAutoCommit(false);
        config.setConnectionInitSql(SESSION);
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(settings.integer(SinkSettings.THREADS) + 1 + ReadServer.READERS);
        config.setConnectionTimeout(connectMillis);
        config.setValidationTimeout(Math.min(connectMillis, 2000));
        config.setInitializationFailTimeout(-1);
        return new SinkDatabase(new HikariDataSource(config));
    }

    /**
     * Waits for the database to answer, and makes or updates its tables. Several instances may do so at once.
     *
     * @throws IllegalStateException when it does not answer within a minute, or refuses
     */
    public void migrate() {
        awaitAnswer();
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:io/leadstream/sink/migrations")
                .table("sink_schema_history")
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }

    /** Connections without auto-commit; closing one without a commit rolls back. */
    public HikariDataSource connections() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try (Connection connection = pool.getConnection()) {
                connection.rollback();
                return;
            } catch (SQLException e) {
                if (SqlFailure.of(e) == SqlFailure.PASSING && System.nanoTime() < deadline) {
                    log.info("waiting for the database at {}", pool.getJdbcUrl());
                } else {
                    throw new IllegalStateException(
                            "the database at " + pool.getJdbcUrl() + " can't be used: " + e.getMessage()
                                    + "; start it, or set " + SinkSettings.JDBC_URL,
                            e);
                }
            }
            try {
                never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the database", e);
            }
        }
    }

    private static String seconds(int millis) {
        return String.valueOf(Math.max(1, millis / 1000));
    }
}
