// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;

/** Puts a load into the topics that capture writes, as capture would after validation. */
final class LoadTopics {

    private final Machine machine;
    private final ActivityLoad load;

    LoadTopics(Machine machine, ActivityLoad load) {
        this.machine = machine;
        this.load = load;
    }

    void fillCaptures() {
        try (var filler = filler(Topics.CAPTURED_LEADS)) {
            for (int lead = 0; lead < load.leads(); lead++) {
                var capture = load.capture(lead);
                filler.add(capture.getLeadId(), capture);
            }
        }
    }

    /** Activities by index, {@code from} included and {@code to} not. */
    void fillActivities(int from, int to) {
        try (var filler = filler(Topics.ACTIVITIES)) {
            for (int index = from; index < to; index++) {
                filler.add(load.leadIdOf(index), load.activity(index));
            }
        }
    }

    private <V extends SpecificRecord> Filler<V> filler(Topic<V> topic) {
        return new Filler<>(
                machine.brokers(), topic.name(), machine.serdes().valueOf(topic).serializer());
    }
}
