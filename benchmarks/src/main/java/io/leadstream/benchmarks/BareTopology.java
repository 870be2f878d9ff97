// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The least that a stateful exactly-once stream can do with a record: read what is stored under its key and store the
 * record there. No decoding, no decision, no output.
 */
final class BareTopology {

    static final String INPUT = "bare-records";
    static final String STORE = "bare-record";

    private BareTopology() {}

    static Topology build(StreamsConfig config) {
        var builder = new StreamsBuilder(new TopologyConfig(config));
        builder.stream(INPUT, Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("bare-records-source"))
                .process(new GetAndPut.Supplier(), Named.as("get-and-put"));
        return builder.build();
    }

    private static final class GetAndPut implements Processor<String, byte[], Void, Void> {

        private KeyValueStore<String, byte[]> store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            byte[] before = store.get(record.key());
            store.put(record.key(), before == null ? record.value() : keep(before, record.value()));
        }

        /** Keeps the read from being taken for dead code. */
        private static byte[] keep(byte[] before, byte[] now) {
            now[0] = (byte) (before[0] + 1);
            return now;
        }

        private static final class Supplier implements ProcessorSupplier<String, byte[], Void, Void> {

            @Override
            public Processor<String, byte[], Void, Void> get() {
                return new GetAndPut();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingEnabled(Map.of()));
            }
        }
    }
}
