// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
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

    /** What a producer left in a partition, or null when nothing is open there or the coordinator has yet to end it. */
    static @Nullable HangingTransaction of(
            TopicPartition partition, ProducerState producer, @Nullable TransactionDescription known) {
        if (producer.currentTransactionStartOffset().isEmpty() || (known != null && !isEnded(known.state()))) {
            return null;
        }
        return new HangingTransaction(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0),
                producer.currentTransactionStartOffset().getAsLong(),
                known != null && isCommit(known, producer.producerEpoch()));
    }

    private static boolean isEnded(TransactionState state) {
        return switch (state) {
            case COMPLETE_ABORT, COMPLETE_COMMIT, EMPTY -> true;
            case ONGOING, PREPARE_ABORT, PREPARE_COMMIT, PREPARE_EPOCH_FENCE, UNKNOWN -> false;
        };
    }

    /** The end raises the epoch by one, or by none in the first version of transactions; later ones raise it further. */
    private static boolean isCommit(TransactionDescription known, int openEpoch) {
        int since = known.producerEpoch() - openEpoch;
        return known.state() == TransactionState.COMPLETE_COMMIT && (since == 0 || since == 1);
    }
}
