// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

/** There is too little to learn from; the message says what is missing. */
public final class TrainingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrainingRefusedException(String message) {
        super(message);
    }
}
