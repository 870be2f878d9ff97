// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.serde.RegistryException;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** A small topology that passes activities on, remembers the last of each lead, and fails when an activity says so. */
final class Relay implements Processor<String, Activity, String, Activity> {

    static final String CRASH = "crash";
    static final String CRASH_AFTER_OUTPUT = "crash_after_output";
    static final String TOO_LARGE = "too_large";
    static final String DISK_FULL = "disk_full";
    static final String REGISTRY_AWAY = "registry_away";

    private static final String STORE = "last-activity";

    private final AtomicInteger registryFailures;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, Activity> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, String> last;

    private Relay(AtomicInteger registryFailures) {
        this.registryFailures = registryFailures;
    }

    /** The topology; the registry is away for as many records of that type as the counter says. */
    static Function<StreamsConfig, Topology> topology(TopicSerdes serdes, AtomicInteger registryFailures) {
        return config -> {
            StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
            builder.addStateStore(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.String()));
            builder.stream(
                            Topics.ACTIVITIES.name(),
                            Consumed.with(Serdes.String(), serdes.valueOf(Topics.ACTIVITIES))
                                    .withName("activities-source"))
                    .process(() -> new Relay(registryFailures), Named.as("relay-activity"), STORE)
                    .to(
                            Topics.VISITOR_ACTIVITIES.name(),
                            Produced.with(Serdes.String(), serdes.valueOf(Topics.VISITOR_ACTIVITIES))
                                    .withName("visitor-activities-sink"));
            return builder.build();
        };
    }

    @Override
    public void init(ProcessorContext<String, Activity> processorContext) {
        context = processorContext;
        last = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, Activity> record) {
        String type = record.value().getType();
        last.put(record.key(), record.value().getEventId());
        switch (type) {
            case CRASH -> throw new IllegalStateException("planted");
            case CRASH_AFTER_OUTPUT -> {
                context.forward(record);
                throw new IllegalStateException("planted");
            }
            case DISK_FULL -> throw new ProcessorStateException("No space left on device");
            case REGISTRY_AWAY -> {
                if (registryFailures.getAndDecrement() > 0) {
                    throw new RegistryException("planted", true);
                }
                context.forward(record);
            }
            case TOO_LARGE ->
                context.forward(record.withValue(Activity.newBuilder(record.value())
                        .setProperties(Map.of("text", "x".repeat(1_000_000)))
                        .build()));
            default -> context.forward(record);
        }
    }
}
