// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that is open in a partition though its coordinator has ended it.
 *
 * @param start offset of its first record in the partition
 * @param committed how it has to end, so that it ends alike in all partitions
 */
record HangingTransaction(
        TopicPartition partition,
        long producerId,
        short producerEpoch,
        int coordinatorEpoch,
        long start,
        boolean committed) {

    /** What a producer left in a partition, or null when nothing is open there. */
    static @Nullable HangingTransaction of(
            TopicPartition partition, ProducerState producer, TransactionDecisions decisions) {
        if (producer.currentTransactionStartOffset().isEmpty()) {
            return null;
        }
        return new HangingTransaction(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0),
                producer.currentTransactionStartOffset().getAsLong(),
                decisions.isCommitted(producer.producerId(), producer.producerEpoch()));
    }
}
