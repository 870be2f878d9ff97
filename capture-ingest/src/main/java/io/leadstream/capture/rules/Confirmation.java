// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;

/** Waiting for the brokers where nobody else is kept waiting. */
final class Confirmation {

    private Confirmation() {}

    static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the brokers were asked", e);
        } catch (ExecutionException e) {
            throw new KafkaException("the brokers did not confirm: " + e.getCause(), e.getCause());
        }
    }
}
