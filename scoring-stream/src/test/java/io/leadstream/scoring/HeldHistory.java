// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.TestOutputTopic;
import org.jspecify.annotations.Nullable;

/** The records that a test sent and the topology wrote, in the order of their offsets. */
final class HeldHistory implements RecordedActivities {

    /** Results that are let go one by one; more than enough unless a test says otherwise. */
    int allowed = Integer.MAX_VALUE;

    int batchSize = 3;
    int searches;

    private final Map<String, List<Held>> topics = new HashMap<>();
    private @Nullable TestOutputTopic<String, Activity> identified;

    private record Held(String leadId, SpecificRecord value) {}

    void drawFrom(TestOutputTopic<String, Activity> handedOver) {
        identified = handedOver;
    }

    void record(Topic<?> topic, String leadId, SpecificRecord value) {
        records(topic.name()).add(new Held(leadId, value));
    }

    private List<Held> records(String topic) {
        if (topic.equals(Topics.IDENTIFIED_ACTIVITIES.name()) && identified != null) {
            identified.readKeyValuesToList().forEach(handedOver -> topics.computeIfAbsent(topic, t -> new ArrayList<>())
                    .add(new Held(handedOver.key, handedOver.value)));
        }
        return topics.computeIfAbsent(topic, t -> new ArrayList<>());
    }

    @Override
    public Search<Map<String, Long>> consumed(int partition, Set<String> asked, @Nullable Place after) {
        Map<String, Long> sizes = new HashMap<>();
        asked.forEach(topic -> sizes.put(topic, (long) records(topic).size()));
        return new Slow<>(List.of(sizes));
    }

    @Override
    public Search<Batch> read(int partition, List<Span> spans, Set<String> types) {
        var batches = new ArrayList<Batch>();
        for (Span span : spans) {
            List<Held> records = records(span.topic());
            for (long from = span.from(); from < span.until(); from += batchSize) {
                long next = Math.min(from + batchSize, span.until());
                var found = new ArrayList<Recorded>();
                for (long offset = from; offset < next; offset++) {
                    Held held = records.get((int) offset);
                    Recorded activity = RecordedDecoder.of(span.topic(), offset, held.leadId(), held.value());
                    if (activity != null && types.contains(activity.type())) {
                        found.add(activity);
                    }
                }
                batches.add(new Batch(span.topic(), found, next, 0));
            }
        }
        return new Slow<>(batches);
    }

    /** Gives as many results as the test allows. */
    private final class Slow<T> implements Search<T> {

        private final List<T> results;
        private boolean closed;

        private Slow(List<T> results) {
            this.results = new ArrayList<>(results);
            searches++;
        }

        @Override
        public @Nullable T next() {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            if (allowed == 0 || results.isEmpty()) {
                return null;
            }
            allowed--;
            return results.remove(0);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
