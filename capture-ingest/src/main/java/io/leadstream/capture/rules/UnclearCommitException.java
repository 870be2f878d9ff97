// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import org.apache.kafka.common.KafkaException;

/**
 * A commit that the brokers did not confirm: it may have happened or not. Even "fenced" says nothing, because the client
 * asks again by itself when an answer gets lost; and brokers that are fencing answer a commit that comes in between with
 * an error of their own.
 */
final class UnclearCommitException extends KafkaException {

    private static final long serialVersionUID = 1L;

    UnclearCommitException(KafkaException cause) {
        super(
                "the brokers did not confirm what was published; publish it again to be sure: " + cause.getMessage(),
                cause);
    }
}
