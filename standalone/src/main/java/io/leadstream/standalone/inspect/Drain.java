// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Whether everything that was captured has gone all the way: both stream groups stand at the ends of all they read, the
 * database stands at the ends of every topic, and nothing was written meanwhile. A commit marker after the last record
 * is not work, so what seems to be left is read before it is believed.
 */
public final class Drain implements AutoCloseable {

    private static final List<String> GROUPS = List.of("lead-scoring", "lead-assignment");

    /** More than this is taken for work without reading it. */
    private static final long MARKERS = 64;

    private static final Duration READ = Duration.ofMillis(500);

    private final Offsets offsets;
    private final Connection database;
    private final KafkaConsumer<byte[], byte[]> reader;

    public Drain(String bootstrapServers, Connection database) {
        this.offsets = new Offsets(bootstrapServers);
        this.database = database;
        this.reader = new KafkaConsumer<>(
                // A fetch that waits for more holds up the next look and the end.
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "fetch.max.wait.ms",
                        20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Records that are still on their way, at least; 0 when nothing is. */
    public long remaining() throws SQLException {
        Map<TopicPartition, Long> sink = written();
        List<Map<TopicPartition, Long>> positions = new ArrayList<>();
        Set<TopicPartition> partitions = new HashSet<>(offsets.partitions(catalogue()));
        for (String group : GROUPS) {
            Map<TopicPartition, Long> committed = offsets.committed(group);
            if (committed.isEmpty()) {
                return 1;
            }
            positions.add(committed);
            partitions.addAll(committed.keySet());
        }
        Map<TopicPartition, Long> before = offsets.ends(partitions);
        long remaining = 0;
        for (Map<TopicPartition, Long> position : positions) {
            remaining += left(position, before);
        }
        remaining += left(sinkPositions(sink, before), before);
        if (remaining > 0) {
            return remaining;
        }
        // Positions were read before these ends, so equal ends mean that nothing moved in between.
        Map<TopicPartition, Long> after = offsets.ends(partitions);
        return before.equals(after) ? 0 : 1;
    }

    @Override
    public void close() {
        offsets.close();
        reader.close();
    }

    private static List<String> catalogue() {
        return Topics.all().stream().map(Topic::name).toList();
    }

    private Map<TopicPartition, Long> written() throws SQLException {
        Map<TopicPartition, Long> written = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select topic, partition, next_offset from sink_offsets")) {
            while (rows.next()) {
                written.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        }
        return written;
    }

    /** The database has a position for what it has seen; a topic of the catalogue without one stands at 0. */
    private static Map<TopicPartition, Long> sinkPositions(
            Map<TopicPartition, Long> written, Map<TopicPartition, Long> ends) {
        Set<String> names = new HashSet<>(catalogue());
        Map<TopicPartition, Long> positions = new HashMap<>();
        ends.keySet().stream()
                .filter(partition -> names.contains(partition.topic()))
                .forEach(partition -> positions.put(partition, written.getOrDefault(partition, 0L)));
        return positions;
    }

    private long left(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        long left = 0;
        for (Map.Entry<TopicPartition, Long> position : positions.entrySet()) {
            long gap = ends.getOrDefault(position.getKey(), 0L) - position.getValue();
            if (gap > MARKERS) {
                left += gap;
            } else if (gap > 0 && holdsRecords(position.getKey(), position.getValue(), position.getValue() + gap)) {
                left += gap;
            }
        }
        return left;
    }

    private boolean holdsRecords(TopicPartition partition, long from, long to) {
        reader.assign(List.of(partition));
        reader.seek(partition, from);
        ConsumerRecords<byte[], byte[]> records = reader.poll(READ);
        // Not even readable yet means that a transaction is still open there.
        return !records.isEmpty() || reader.position(partition) < to;
    }
}
