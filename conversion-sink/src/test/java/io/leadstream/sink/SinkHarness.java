// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.sink.consume.Decoder;
import io.leadstream.testkit.TestCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A cluster, a database, and sinks that run between them. */
public final class SinkHarness implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestCluster cluster;
    private final String jdbcUrl;
    private final Map<String, Object> settings;
    private final List<SinkService> sinks = new ArrayList<>();

    public SinkHarness(TestCluster cluster, String jdbcUrl) {
        this.cluster = cluster;
        this.jdbcUrl = jdbcUrl;
        this.settings = cluster.settings(2);
        settings.put(SinkSettings.JDBC_URL, jdbcUrl);
        settings.put(SinkSettings.JDBC_USER, "postgres");
        settings.put(SinkSettings.VERIFY_INTERVAL, 300);
        settings.put(SinkSettings.RETRY_LONGEST, 500);
        settings.put(SinkSettings.JDBC_CONNECT_TIMEOUT, 2000);
    }

    public SinkHarness with(String key, Object value) {
        settings.put(key, value);
        return this;
    }

    /** Starts one more sink and waits until it has its partitions. */
    public SinkService start() {
        SinkService sink = startUnready();
        Awaitility.await("a ready sink").atMost(PATIENCE).until(sink::ready);
        return sink;
    }

    public SinkService startUnready() {
        SinkService sink = SinkService.create(Settings.of(SinkSettings.define(), settings));
        sinks.add(sink);
        sink.start();
        return sink;
    }

    public void migrate() {
        try (SinkDatabase database = SinkDatabase.open(Settings.of(SinkSettings.define(), settings))) {
            database.migrate();
        }
    }

    /** Waits until everything that is in the topics now is written. */
    public void awaitCaughtUp() {
        List<String> topics =
                new ArrayList<>(Topics.all().stream().map(topic -> topic.name()).toList());
        Decoder.STREAMS.forEach(stream -> topics.add(stream + "-dead-letters"));
        Map<TopicPartition, Long> ends = SinkProgress.ends(cluster.admin(), topics);
        try (SinkDatabase database = SinkDatabase.open(Settings.of(SinkSettings.define(), settings))) {
            SinkProgress progress = new SinkProgress(database.connections(), "conversion-sink");
            Awaitility.await("all rows")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        if (!progress.caughtUp(ends)) {
                            throw new AssertionError(progress.missing(ends) + " offsets are missing; failure: "
                                    + sinks.stream().map(SinkService::failure).toList());
                        }
                    });
        }
    }

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Rows of a query, by column. */
    public List<Map<String, @Nullable Object>> rows(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(columns.getColumnLabel(i), result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The only column of the only row, as text; "null" when it is null. */
    public String value(String sql) {
        List<Map<String, @Nullable Object>> rows = rows(sql);
        if (rows.size() != 1) {
            throw new IllegalStateException(rows.size() + " rows: " + sql);
        }
        return String.valueOf(rows.get(0).values().iterator().next());
    }

    public long count(String fromWhere) {
        return Long.parseLong(value("select count(*) from " + fromWhere));
    }

    /** Every row of every table of facts, as text. */
    public Map<String, List<String>> dump() {
        Map<String, List<String>> dump = new TreeMap<>();
        for (Map<String, @Nullable Object> table : rows("select tablename from pg_tables where schemaname = 'public'"
                + " and tablename not in ('sink_offsets', 'sink_schema_history')")) {
            String name = String.valueOf(table.get("tablename"));
            dump.put(
                    name,
                    rows("select t::text as row from " + name + " t order by 1").stream()
                            .map(row -> String.valueOf(row.get("row")))
                            .toList());
        }
        return dump;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    @Override
    public void close() {
        sinks.forEach(SinkService::close);
    }
}
