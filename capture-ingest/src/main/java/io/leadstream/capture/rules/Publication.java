// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.domain.rules.Parsed;
import io.leadstream.schemas.topic.Topic;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A kind of record that is published in versions.
 *
 * @param fileKey setting that names a file with it
 * @param resource the shipped default
 */
record Publication<V extends SpecificRecord>(
        Topic<V> topic,
        String fileKey,
        String resource,
        Function<@Nullable Object, Parsed<V>> parser,
        ToIntFunction<V> version,
        Function<V, String> hash,
        Stamp<V> stamp) {

    /** Writes into a content which version it is, and since when. */
    interface Stamp<V> {
        void stamp(V content, int version, Instant at);
    }
}
