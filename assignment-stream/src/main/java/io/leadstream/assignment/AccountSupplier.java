// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.runtime.streams.CommitPace;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.assignment.CompanyOwner;
import io.leadstream.schemas.state.assignment.PoolOrder;
import io.leadstream.schemas.state.assignment.Redirection;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the processor of companies' accounts with its stores. What grows with the number of companies is on disk. */
final class AccountSupplier implements ProcessorSupplier<String, SpecificRecord, String, PoolOrder> {

    private final TopicSerdes serdes;
    private final CommitPace pace;

    AccountSupplier(TopicSerdes serdes, CommitPace pace) {
        this.serdes = serdes;
        this.pace = pace;
    }

    @Override
    public Processor<String, SpecificRecord, String, PoolOrder> get() {
        return new AccountProcessor(pace);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.ACCOUNT_OWNER),
                        Serdes.String(),
                        serdes.internal(CompanyOwner.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.ACCOUNT_REDIRECTION),
                        Serdes.String(),
                        serdes.internal(Redirection.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.ACCOUNT_ROSTER),
                        Serdes.String(),
                        serdes.internal(Roster.class)));
    }
}
