// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.state.scoring.BackfillState;
import io.leadstream.schemas.state.scoring.TopicBackfill;
import io.leadstream.scoring.RecordedActivities.Batch;
import io.leadstream.scoring.RecordedActivities.Place;
import io.leadstream.scoring.RecordedActivities.Recorded;
import io.leadstream.scoring.RecordedActivities.Search;
import io.leadstream.scoring.RecordedActivities.Span;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what is to be counted back and reads it, record by record; where it stands is in the state it is given. */
final class BackfillReading {

    private final int partition;
    private final RecordedActivities history;

    private @Nullable Search<Map<String, Long>> positions;
    private @Nullable Search<Batch> reading;
    private @Nullable Batch batch;
    private int inBatch;
    private @Nullable Place publishedAt;

    BackfillReading(int partition, RecordedActivities history) {
        this.partition = partition;
        this.history = history;
    }

    /** There is something else to be read than before. */
    void begin(Place published) {
        stop();
        publishedAt = published;
    }

    /** Ends the reading. */
    void stop() {
        if (positions != null) {
            positions.close();
            positions = null;
        }
        if (reading != null) {
            reading.close();
            reading = null;
        }
        batch = null;
    }

    /** Asks where the topics end that nothing has come of since the publication; true once that is known. */
    boolean findBounds(BackfillState state) {
        Search<Map<String, Long>> search = positions;
        if (search == null) {
            Set<String> topics =
                    state.getTopics().stream().map(TopicBackfill::getTopic).collect(Collectors.toSet());
            search = history.consumed(partition, topics, publishedAt);
            positions = search;
        }
        Map<String, Long> consumed = search.next();
        if (consumed == null) {
            return false;
        }
        state.getTopics().forEach(part -> {
            if (part.getUntil() < 0) {
                part.setUntil(consumed.getOrDefault(part.getTopic(), 0L));
            }
        });
        search.close();
        positions = null;
        return true;
    }

    /** Takes one step; false when there is nothing to be had now. */
    boolean step(BackfillState state, Set<String> types, Consumer<Recorded> taker) {
        Batch current = batch == null ? nextBatch(state, types) : batch;
        batch = current;
        if (current == null) {
            return false;
        }
        TopicBackfill part = partOf(state, current.topic());
        if (inBatch < current.activities().size()) {
            Recorded activity = current.activities().get(inBatch);
            inBatch++;
            taker.accept(activity);
            part.setNext(activity.offset() + 1);
        } else {
            part.setNext(current.next());
            state.setLost(state.getLost() + current.lost());
            batch = null;
        }
        return true;
    }

    private @Nullable Batch nextBatch(BackfillState state, Set<String> types) {
        Search<Batch> search = reading;
        if (search == null) {
            List<Span> spans = state.getTopics().stream()
                    .filter(part -> !isRead(part))
                    .map(part -> new Span(part.getTopic(), part.getNext(), part.getUntil()))
                    .toList();
            if (spans.isEmpty()) {
                return null;
            }
            search = history.read(partition, spans, types);
            reading = search;
        }
        inBatch = 0;
        return search.next();
    }

    static boolean isRead(TopicBackfill part) {
        return part.getNext() >= part.getUntil();
    }

    private static TopicBackfill partOf(BackfillState state, String topic) {
        return Objects.requireNonNull(
                state.getTopics().stream()
                        .filter(part -> part.getTopic().equals(topic))
                        .findFirst()
                        .orElse(null),
                topic);
    }
}
