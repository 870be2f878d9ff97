// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** How far a sink has written, as its database tells. Works from any process that can reach the database. */
public final class SinkProgress {

    private final DataSource database;
    private final String sink;

    /**
     * Looks at one sink.
     *
     * @param sink its {@code sink.group.id}
     */
    public SinkProgress(DataSource database, String sink) {
        this.database = database;
        this.sink = sink;
    }

    /**
     * Ends of all partitions of the topics, as a reader of committed records sees them.
     *
     * @throws KafkaException when the brokers can't tell
     */
    public static Map<TopicPartition, Long> ends(Admin admin, Collection<String> topics) {
        try {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                    .forEach(of -> wanted.put(new TopicPartition(name, of.partition()), OffsetSpec.latest())));
            KafkaFuture<Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo>> found = admin.listOffsets(
                            wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all();
            Map<TopicPartition, Long> ends = new HashMap<>();
            found.get().forEach((partition, of) -> ends.put(partition, of.offset()));
            return ends;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    /** First offset that is not yet written, by partition; a partition that was never claimed is missing. */
    public Map<TopicPartition, Long> offsets() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select topic, partition, next_offset from sink_offsets where sink = ?")) {
            statement.setString(1, sink);
            Map<TopicPartition, Long> offsets = new HashMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    offsets.put(new TopicPartition(result.getString(1), result.getInt(2)), result.getLong(3));
                }
            }
            return offsets;
        }
    }

    /** How many offsets are missing up to the given ends; zero when all is written. */
    public long missing(Map<TopicPartition, Long> ends) throws SQLException {
        Map<TopicPartition, Long> offsets = offsets();
        long missing = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            missing += Math.max(0, end.getValue() - offsets.getOrDefault(end.getKey(), 0L));
        }
        return missing;
    }

    /** True when everything before the given ends is written. */
    public boolean caughtUp(Map<TopicPartition, Long> ends) throws SQLException {
        return missing(ends) == 0;
    }
}
