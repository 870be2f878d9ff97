// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.runtime.streams.BackgroundTime;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.scoring.VisitorState;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the visitor's processor with its stores. */
final class HoldVisitorSupplier implements ProcessorSupplier<String, Activity, String, Activity> {

    private final TopicSerdes serdes;
    private final ScoringConfig config;
    private final ScoringMeters meters;
    private final BackgroundTime background;

    HoldVisitorSupplier(TopicSerdes serdes, ScoringConfig config, ScoringMeters meters, BackgroundTime background) {
        this.serdes = serdes;
        this.config = config;
        this.meters = meters;
        this.background = background;
    }

    @Override
    public Processor<String, Activity, String, Activity> get() {
        return new HoldVisitorProcessor(config, meters, background);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.VISITOR),
                        Serdes.String(),
                        serdes.internal(VisitorState.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.VISITOR_ACTIVITY),
                        Serdes.Bytes(),
                        serdes.internal(Activity.class)),
                GenerationRows.store(StoreNames.SEEN_VISITOR_EVENT));
    }
}
