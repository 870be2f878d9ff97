// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The version of rules or roster in force in one task: stored as published, ready for use on the heap.
 *
 * @param <P> as published
 * @param <R> ready for use
 */
final class InForce<P, R> {

    private static final String KEY = "in-force";

    private final KeyValueStore<String, P> store;
    private final ToIntFunction<P> versionOf;
    private final Function<P, R> prepare;
    private int version;
    private @Nullable R ready;

    InForce(KeyValueStore<String, P> store, ToIntFunction<P> versionOf, Function<P, R> prepare) {
        this.store = store;
        this.versionOf = versionOf;
        this.prepare = prepare;
        P stored = store.get(KEY);
        if (stored != null) {
            version = versionOf.applyAsInt(stored);
            ready = prepare.apply(stored);
        }
    }

    /** Takes a newer version; an unusable one throws before anything is stored, and the old one stays in force. */
    boolean adopt(P published) {
        if (versionOf.applyAsInt(published) <= version) {
            return false;
        }
        R prepared = prepare.apply(published);
        store.put(KEY, published);
        version = versionOf.applyAsInt(published);
        ready = prepared;
        return true;
    }

    @Nullable
    R ready() {
        return ready;
    }
}
