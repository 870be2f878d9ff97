// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.scoring.RecordedActivities.Batch;
import io.leadstream.scoring.RecordedActivities.Recorded;
import io.leadstream.scoring.RecordedActivities.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Reads spans of topics from one partition, in any number of attempts: each goes on where the one before ended. */
final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(250);

    private final Map<TopicPartition, Span> left = new LinkedHashMap<>();
    private final Set<String> types;
    private final RecordedDecoder decoder;

    TopicReader(int partition, List<Span> spans, Set<String> types, RecordedDecoder decoder) {
        spans.forEach(span -> left.put(new TopicPartition(span.topic(), partition), span));
        this.types = Set.copyOf(types);
        this.decoder = decoder;
    }

    /** Reads on until every span is read or the search is closed. */
    void readOn(Consumer<String, byte[]> consumer, SideSearch<Batch> search) throws InterruptedException {
        consumer.assign(left.keySet());
        skipLost(consumer, search);
        consumer.assign(left.keySet());
        left.forEach((place, span) -> consumer.seek(place, span.from()));
        Map<TopicPartition, Long> ends = consumer.endOffsets(left.keySet());
        while (!left.isEmpty() && !search.isClosed()) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            for (Map.Entry<TopicPartition, Span> entry : List.copyOf(left.entrySet())) {
                TopicPartition place = entry.getKey();
                Span span = entry.getValue();
                // Behind the last record may come only the marks of transactions, which are no records to wait for.
                boolean atEnd = consumer.position(place) >= Math.min(span.until(), ends.getOrDefault(place, 0L));
                long next = atEnd ? span.until() : consumer.position(place);
                if (next > span.from()) {
                    give(search, place, wanted(records.records(place), span.until()), next, 0);
                }
                if (atEnd) {
                    consumer.pause(List.of(place));
                }
            }
        }
    }

    /** What the brokers have deleted can't be read: says how much that is. */
    private void skipLost(Consumer<String, byte[]> consumer, SideSearch<Batch> search) throws InterruptedException {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(left.keySet());
        for (Map.Entry<TopicPartition, Long> beginning : beginnings.entrySet()) {
            Span span = left.get(beginning.getKey());
            if (span != null && beginning.getValue() > span.from()) {
                long next = Math.min(beginning.getValue(), span.until());
                give(search, beginning.getKey(), List.of(), next, next - span.from());
            }
        }
    }

    private void give(SideSearch<Batch> search, TopicPartition place, List<Recorded> found, long next, long lost)
            throws InterruptedException {
        search.give(new Batch(place.topic(), found, next, lost));
        if (!search.isClosed()) {
            left.computeIfPresent(
                    place, (key, span) -> next >= span.until() ? null : new Span(span.topic(), next, span.until()));
        }
    }

    private List<Recorded> wanted(List<ConsumerRecord<String, byte[]>> records, long until) {
        List<Recorded> wanted = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Recorded activity = record.offset() < until ? decoder.decode(record) : null;
            if (activity != null && types.contains(activity.type())) {
                wanted.add(activity);
            }
        }
        return wanted;
    }
}
