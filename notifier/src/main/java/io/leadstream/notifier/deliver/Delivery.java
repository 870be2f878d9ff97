// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.leadstream.schemas.notification.UndeliveredNotification;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record on its way to one receiver. Who has taken it from {@link Lanes} has it alone. */
final class Delivery {

    final ConsumerRecord<byte[], byte[]> source;
    final TopicPartition partition;

    /** The lead: what is told about one goes out in order. */
    final String lane;

    /** Attempts so far. */
    int attempts;

    /** What the last attempt met; null before. */
    Outcome.@Nullable Postponed last;

    /** What is left to write once it was given up; null before. */
    @Nullable
    UndeliveredNotification letter;

    // The rest belongs to Lanes and is read and written under its lock.
    long dueNanos;
    long turn;
    boolean inFlight;
    boolean settled;
    boolean withdrawn;

    Delivery(ConsumerRecord<byte[], byte[]> source) {
        this.source = source;
        this.partition = new TopicPartition(source.topic(), source.partition());
        byte[] key = source.key();
        this.lane = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }
}
