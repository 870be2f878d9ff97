// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.runtime.streams.CommitPace;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.assignment.LeadState;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the pipeline's processor with its stores. */
final class PipelineSupplier implements ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> {

    /** An index whose entries live for minutes: without early compaction, mostly what is gone would be restored. */
    private static final Map<String, String> CHURNING =
            Map.of("segment.ms", "600000", "min.cleanable.dirty.ratio", "0.1");

    private final TopicSerdes serdes;
    private final AssignmentConfig config;
    private final CommitPace pace;

    PipelineSupplier(TopicSerdes serdes, AssignmentConfig config, CommitPace pace) {
        this.serdes = serdes;
        this.config = config;
        this.pace = pace;
    }

    @Override
    public Processor<String, SpecificRecord, String, SpecificRecord> get() {
        return new PipelineProcessor(config, pace);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.LEAD),
                        Serdes.String(),
                        serdes.internal(LeadState.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.WAITING), Serdes.String(), Serdes.ByteArray()),
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(StoreNames.TIMER), Serdes.String(), Serdes.ByteArray())
                        .withLoggingEnabled(CHURNING),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.TIMER_CURSOR), Serdes.String(), Serdes.Long()),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.PIPELINE_RULES),
                        Serdes.String(),
                        serdes.internal(AssignmentRuleSet.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.PIPELINE_ROSTER),
                        Serdes.String(),
                        serdes.internal(Roster.class)));
    }
}
