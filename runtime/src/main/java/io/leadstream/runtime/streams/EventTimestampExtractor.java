// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.jspecify.annotations.Nullable;

/**
 * The one rule for a record's time. It never asks a clock, so a replay gives the same times.
 *
 * <ol>
 *   <li>The value's {@code occurredAt}; without one its {@code receivedAt}; without either the record's timestamp.
 *   <li>Missing (absent or negative): the record's timestamp, else the newest time seen on the partition, else 0.
 *   <li>Future (more than 5 minutes after the value's {@code receivedAt}): {@code receivedAt}. One stamp from the year
 *       3000 would otherwise end every window of its partition.
 *   <li>Ancient: kept as it is; an imported history is old and right.
 * </ol>
 */
public final class EventTimestampExtractor implements TimestampExtractor {

    private static final long AHEAD_MILLIS = 5 * 60_000L;

    private static final Map<Schema, Positions> POSITIONS = new ConcurrentHashMap<>();

    /** Places of the fields in the record; -1 when it has none. */
    private record Positions(int occurredAt, int receivedAt) {
        static Positions of(Schema schema) {
            return new Positions(position(schema, "occurredAt"), position(schema, "receivedAt"));
        }

        private static int position(Schema schema, String field) {
            Schema.Field found = schema.getField(field);
            return found == null ? -1 : found.pos();
        }
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long stamp = Math.max(record.timestamp(), -1);
        if (record.value() instanceof SpecificRecord value) {
            Positions positions = POSITIONS.computeIfAbsent(value.getSchema(), Positions::of);
            long received = millis(value, positions.receivedAt());
            long occurred = millis(value, positions.occurredAt());
            if (occurred >= 0 && (received < 0 || occurred <= received + AHEAD_MILLIS)) {
                return occurred;
            }
            if (received >= 0) {
                return received;
            }
        }
        return stamp >= 0 ? stamp : Math.max(partitionTime, 0);
    }

    private static long millis(SpecificRecord value, int position) {
        @Nullable Object field = position < 0 ? null : value.get(position);
        return field instanceof Instant instant ? instant.toEpochMilli() : field instanceof Long number ? number : -1;
    }
}
