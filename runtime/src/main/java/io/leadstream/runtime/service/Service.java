// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.service;

import org.jspecify.annotations.Nullable;

/**
 * A part of the pipeline that can be started and stopped, alone in a process or beside others. Methods may be called
 * from any thread.
 */
public interface Service extends AutoCloseable {

    /** Name for people and logs, such as {@code scoring-stream}. */
    String name();

    /** Starts and returns once the service is on its way; call once. Throws when it can't start. */
    void start();

    /** False when it makes no progress any more and should be restarted. */
    boolean live();

    /** True while it can do its work. */
    boolean ready();

    /** Whether its own HTTP server answers the health routes, so that no other is needed for them. */
    default boolean servesHealth() {
        return false;
    }

    /** What ended it against its will; null while it runs and after a wanted stop. */
    @Nullable
    Exception failure();

    /** Stops within 10 seconds; can be called again, and before {@link #start()}. */
    @Override
    void close();
}
