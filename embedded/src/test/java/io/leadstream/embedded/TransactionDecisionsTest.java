// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;
import org.junit.jupiter.api.Test;

class TransactionDecisionsTest {

    private final TransactionDecisions decisions = new TransactionDecisions();

    @Test
    void shouldKnowWhatWasCommittedByTheEpochInWhichItWasWritten() {
        add(7, 21, TransactionState.PREPARE_COMMIT, 2);

        assertThat(decisions.isCommitted(7, 20)).isTrue();
        assertThat(decisions.isCommitted(7, 21)).as("the next one").isFalse();
        assertThat(decisions.isCommitted(8, 20)).as("another producer").isFalse();
    }

    @Test
    void shouldKnowWhatWasCommittedWhenTheProducerHasGoneOn() {
        add(7, 21, TransactionState.PREPARE_COMMIT, 2);
        add(7, 21, TransactionState.COMPLETE_COMMIT, 2);
        add(7, 21, TransactionState.ONGOING, 2);
        add(7, 22, TransactionState.PREPARE_ABORT, 2);
        add(9, 0, TransactionState.COMPLETE_ABORT, 2);

        assertThat(decisions.isCommitted(7, 20)).isTrue();
        assertThat(decisions.isCommitted(7, 21)).isFalse();
    }

    @Test
    void shouldGoByTheEpochItselfWhenTheFirstVersionOfTransactionsWroteIt() {
        add(7, 20, TransactionState.PREPARE_COMMIT, 0);

        assertThat(decisions.isCommitted(7, 20)).isTrue();
        assertThat(decisions.isCommitted(7, 19)).isFalse();
    }

    private void add(long producer, int epoch, TransactionState state, int version) {
        var value = new TransactionLogValue()
                .setProducerId(producer)
                .setProducerEpoch((short) epoch)
                .setTransactionStatus(state.id())
                .setClientTransactionVersion((short) version);
        decisions.add(ByteBuffer.wrap(MessageUtil.toVersionPrefixedBytes((short) 1, value)));
    }
}
