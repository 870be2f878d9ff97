// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.sink.consume.Decoder;
import io.leadstream.testkit.Fixtures;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
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
        settings.put(CommonSettings.httpPort(SinkSettings.MODULE), 0);
        TopicProvisioner.provision(settings(), Topics.all(), Decoder.STREAMS);
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

    private Settings settings() {
        return Settings.of(SinkSettings.define(), settings);
    }

    public SinkService startUnready() {
        SinkService sink = SinkService.create(settings());
        sinks.add(sink);
        sink.start();
        return sink;
    }

    /**
     * Makes the tables, and a table {@code applied} with a row for each activity that a committed transaction tried to
     * insert: conflicts hide a second attempt, this doesn't.
     */
    public void migrateAndCountAttempts() {
        migrate();
        execute("create table applied (event_id text not null)");
        execute("create function note_attempt() returns trigger language plpgsql as $$ begin"
                + " insert into applied values (new.event_id); return new; end $$");
        execute("create trigger note_attempt before insert on activities for each row execute function note_attempt()");
    }

    /** Sends activities of ten leads, with event ids {@code <prefix><number>}, and returns when the broker has them. */
    public void writeActivities(String prefix, int count) {
        Serializer<Activity> serializer =
                cluster.serdes().valueOf(Topics.ACTIVITIES).serializer();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String email = prefix + (i % 10) + "@example.com";
                byte[] value = serializer.serialize(
                        "activities",
                        Fixtures.activity(prefix + i, email, "page_viewed").build());
                sent.add(producer.send(new ProducerRecord<>("activities", Fixtures.leadId(email), value)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public void migrate() {
        try (SinkDatabase database = SinkDatabase.open(settings())) {
            database.migrate();
        }
    }

    /** Waits until everything that is in the topics now is written. */
    public void awaitCaughtUp() {
        List<String> topics =
                new ArrayList<>(Topics.all().stream().map(topic -> topic.name()).toList());
        Decoder.STREAMS.forEach(stream -> topics.add(stream + "-dead-letters"));
        Map<TopicPartition, Long> ends = SinkProgress.ends(cluster.admin(), topics);
        try (SinkDatabase database = SinkDatabase.open(settings())) {
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
