// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import io.leadstream.schemas.serde.RegistryException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Tells a record that is at fault from a machine that is. */
final class Blame {

    private Blame() {}

    /** Whether the registry was away or busy, so that the same record can be read later. */
    static boolean registryAway(Throwable failure) {
        RegistryException registry = find(failure, RegistryException.class);
        return registry != null && registry.retriable();
    }

    /**
     * Whether the record that was being processed is at fault. A failed send or a broken store surfaces in the
     * processing of whichever record comes next, as one of Kafka's own exceptions: that record is innocent. So it is when
     * the registry is away or refuses a schema, for what is written then has a schema of ours.
     */
    static boolean record(Exception failure) {
        return find(failure, RegistryException.class) == null
                && (failure instanceof SerializationException || !(failure instanceof KafkaException));
    }

    static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        // Bounded, because a chain of causes may be a circle.
        for (int depth = 0; cause != null && depth < 32; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
