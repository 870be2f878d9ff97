// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What the sink has written, by the offsets that it keeps beside the rows; counting rows would cost the database. */
final class Rows implements AutoCloseable {

    private final Connection connection;

    Rows(Machine machine) throws SQLException {
        connection = DriverManager.getConnection(machine.database().jdbcUrl());
    }

    /** Records of the topic that are rows; 0 before the sink made its tables. */
    long written(String topic) throws SQLException {
        if (!exists()) {
            return 0;
        }
        return offsets().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    Map<TopicPartition, Long> offsets() throws SQLException {
        var offsets = new HashMap<TopicPartition, Long>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select topic, partition, next_offset from sink_offsets")) {
            while (found.next()) {
                offsets.put(new TopicPartition(found.getString(1), found.getInt(2)), found.getLong(3));
            }
        }
        return offsets;
    }

    long count(String table) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select count(*) from " + table)) {
            found.next();
            return found.getLong(1);
        }
    }

    private boolean exists() throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select to_regclass('sink_offsets') is not null")) {
            found.next();
            return found.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
