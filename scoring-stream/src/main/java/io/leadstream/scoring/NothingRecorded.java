// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For a topology that is driven without brokers: what was recorded is gone. */
final class NothingRecorded implements RecordedActivities {

    @Override
    public Search<Map<String, Long>> consumed(int partition, Set<String> topics, @Nullable Place after) {
        Map<String, Long> none = new HashMap<>();
        topics.forEach(topic -> none.put(topic, 0L));
        return new Known<>(List.of(none));
    }

    @Override
    public Search<Batch> read(int partition, List<Span> spans, Set<String> types) {
        return new Known<>(spans.stream()
                .map(span -> new Batch(span.topic(), List.of(), span.until(), span.until() - span.from()))
                .toList());
    }

    /** Results that are there from the start. */
    static final class Known<T> implements Search<T> {

        private final Queue<T> results;

        Known(Collection<T> results) {
            this.results = new ArrayDeque<>(results);
        }

        @Override
        public @Nullable T next() {
            return results.poll();
        }

        @Override
        public void close() {
            results.clear();
        }
    }
}
