// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.runtime.streams.CommitPace;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolSweep;
import io.leadstream.schemas.state.assignment.PoolTeam;
import io.leadstream.schemas.state.assignment.StaffAbsence;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the pool's processor with its stores. What grows with the number of leads is on disk. */
final class PoolSupplier implements ProcessorSupplier<String, SpecificRecord, String, LeadAssignment> {

    private final TopicSerdes serdes;
    private final AssignmentConfig config;
    private final CommitPace pace;

    PoolSupplier(TopicSerdes serdes, AssignmentConfig config, CommitPace pace) {
        this.serdes = serdes;
        this.config = config;
        this.pace = pace;
    }

    @Override
    public Processor<String, SpecificRecord, String, LeadAssignment> get() {
        return new PoolProcessor(config, pace);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.POOL_ROSTER),
                        Serdes.String(),
                        serdes.internal(Roster.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.TEAM),
                        Serdes.String(),
                        serdes.internal(PoolTeam.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.ENTRY),
                        Serdes.String(),
                        serdes.internal(PoolEntry.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.QUEUE), Serdes.String(), Serdes.String()),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.COMPANY_OWNER), Serdes.String(), Serdes.String()),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.SWEEP),
                        Serdes.String(),
                        serdes.internal(PoolSweep.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.ABSENCE),
                        Serdes.String(),
                        serdes.internal(StaffAbsence.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.WAKE), Serdes.String(), Serdes.String()));
    }
}
