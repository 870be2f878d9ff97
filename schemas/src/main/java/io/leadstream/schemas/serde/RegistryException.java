// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The registry refused a request, or could not be reached. */
public final class RegistryException extends KafkaException {

    private static final long serialVersionUID = 1L;

    private final boolean retriable;

    public RegistryException(String message, boolean retriable) {
        super(message);
        this.retriable = retriable;
    }

    public RegistryException(String message, @Nullable Throwable cause, boolean retriable) {
        super(message, cause);
        this.retriable = retriable;
    }

    /**
     * True when there was no answer to go by: the registry was away or busy, or something else answered at its address.
     * False when it refused, or does not know what was asked for.
     */
    public boolean retriable() {
        return retriable;
    }
}
