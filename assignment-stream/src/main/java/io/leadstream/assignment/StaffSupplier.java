// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.assignment.StaffState;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the processor of commands about people with its stores. */
final class StaffSupplier implements ProcessorSupplier<String, SpecificRecord, String, StaffChange> {

    private final TopicSerdes serdes;

    StaffSupplier(TopicSerdes serdes) {
        this.serdes = serdes;
    }

    @Override
    public Processor<String, SpecificRecord, String, StaffChange> get() {
        return new StaffProcessor();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.STAFF),
                        Serdes.String(),
                        serdes.internal(StaffState.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.STAFF_ROSTER),
                        Serdes.String(),
                        serdes.internal(Roster.class)));
    }
}
