// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.runtime.streams.BackgroundTime;
import io.leadstream.runtime.streams.CommitPace;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MeasureBook;
import io.leadstream.schemas.state.scoring.Person;
import io.leadstream.schemas.state.scoring.RescoreCursor;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the lead's processor with its stores. */
final class ScoreLeadSupplier implements ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> {

    private final TopicSerdes serdes;
    private final ScoringConfig config;
    private final ScoringMeters meters;
    private final RecordedActivities history;
    private final BackgroundTime background;
    private final CommitPace pace;

    ScoreLeadSupplier(
            TopicSerdes serdes,
            ScoringConfig config,
            ScoringMeters meters,
            RecordedActivities history,
            BackgroundTime background) {
        this.serdes = serdes;
        this.config = config;
        this.meters = meters;
        this.history = history;
        this.background = background;
        this.pace = new CommitPace(config.commitPace());
    }

    @Override
    public Processor<String, SpecificRecord, String, SpecificRecord> get() {
        return new ScoreLeadProcessor(
                config, meters, new StoredPersons(serdes.internal(Person.class)), history, background, pace);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.LEAD),
                        Serdes.String(),
                        serdes.internal(LeadState.class)),
                GenerationRows.store(StoreNames.SEEN_EVENT),
                GenerationRows.store(StoreNames.BACKFILL_SEEN),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.MEASURE_BOOK),
                        Serdes.String(),
                        serdes.internal(MeasureBook.class)),
                DueTimers.store(StoreNames.DUE_TIMER),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.RULE_SET),
                        Serdes.String(),
                        serdes.internal(ScoringRuleSet.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.PREDICTIVE_MODEL),
                        Serdes.String(),
                        serdes.internal(PredictiveModel.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.RESCORE_CURSOR),
                        Serdes.String(),
                        serdes.internal(RescoreCursor.class)));
    }
}
