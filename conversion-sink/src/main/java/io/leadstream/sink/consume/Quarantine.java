// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import io.leadstream.sink.table.StreamDeadLetters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sets records aside that can't be written: their bytes into {@code sink_dead_letters}, and a line for people into
 * {@code rejected_inputs}, in the transaction that moves the offset past them. More than a given number in a minute is
 * no longer the records' fault and ends the sink, so that a bad release can't drain a topic.
 */
final class Quarantine {

    /** A record and why it is set aside. */
    record Entry(
            ConsumerRecord<byte[], byte[]> source,
            String code,
            @Nullable String sqlState,
            String reason) {}

    static final String UNDECODABLE = "record_undecodable";
    static final String INVALID = "record_invalid";
    static final String REFUSED = "row_refused";

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private static final String LETTER = """
            insert into sink_dead_letters
                (sink, topic, partition, record_offset, recorded_at, key, value, headers, code, sqlstate, reason)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?) on conflict do nothing""";

    private static final String REJECTED = """
            insert into rejected_inputs (rejection_id, source, line, code, reason, rejected_at)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final String sink;
    private final int perMinute;
    private final LongSupplier nanos;
    private final List<Long> recent = new ArrayList<>();

    Quarantine(String sink, int perMinute, LongSupplier nanos) {
        this.sink = sink;
        this.perMinute = perMinute;
        this.nanos = nanos;
    }

    /** Writes entries; part of the batch's transaction. */
    void write(Connection connection, List<Entry> entries) throws SQLException {
        for (Entry entry : entries) {
            ConsumerRecord<byte[], byte[]> source = entry.source();
            Timestamp at = Timestamp.from(Instant.ofEpochMilli(source.timestamp()));
            String reason = StreamDeadLetters.cut(entry.reason());
            try (PreparedStatement letter = connection.prepareStatement(LETTER);
                    PreparedStatement rejected = connection.prepareStatement(REJECTED)) {
                letter.setString(1, sink);
                letter.setString(2, source.topic());
                letter.setInt(3, source.partition());
                letter.setLong(4, source.offset());
                letter.setTimestamp(5, at);
                letter.setBytes(6, source.key());
                letter.setBytes(7, source.value());
                letter.setString(8, StreamDeadLetters.headers(source.headers()));
                letter.setString(9, entry.code());
                letter.setObject(10, entry.sqlState(), Types.VARCHAR);
                letter.setString(11, reason);
                letter.executeUpdate();
                rejected.setString(1, source.topic() + "/" + source.partition() + "/" + source.offset());
                rejected.setString(2, source.topic());
                rejected.setLong(3, source.offset());
                rejected.setString(4, entry.code());
                rejected.setString(5, reason);
                rejected.setTimestamp(6, at);
                rejected.executeUpdate();
            }
        }
    }

    /**
     * Called before a commit that sets records aside.
     *
     * @throws QuarantineFloodException when these would be too many
     */
    synchronized void require(int more) throws QuarantineFloodException {
        long now = nanos.getAsLong();
        recent.removeIf(at -> now - at >= MINUTE_NANOS);
        if (recent.size() + more > perMinute) {
            throw new QuarantineFloodException(perMinute);
        }
    }

    /** Called after that commit. */
    synchronized void count(int more) {
        recent.addAll(Collections.nCopies(more, nanos.getAsLong()));
    }
}
