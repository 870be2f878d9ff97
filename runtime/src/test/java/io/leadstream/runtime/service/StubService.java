// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.service;

import org.jspecify.annotations.Nullable;

/** A service that is what the test says it is. */
public final class StubService implements Service {

    public volatile boolean live = true;
    public volatile boolean ready;
    volatile boolean started;
    volatile boolean closed;
    volatile @Nullable RuntimeException onStart;
    volatile @Nullable Exception failure;
    volatile Runnable duringStart = () -> {};

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public void start() {
        RuntimeException planted = onStart;
        if (planted != null) {
            throw planted;
        }
        duringStart.run();
        started = true;
    }

    @Override
    public boolean live() {
        return live;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public @Nullable Exception failure() {
        return failure;
    }

    @Override
    public void close() {
        closed = true;
    }
}
