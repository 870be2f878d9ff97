// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Fills stores before the processors see them, as a restore from changelogs does. The test driver can't restore: it always
 * starts with nothing.
 */
public final class RestoredStores implements ProcessorWrapper {

    private static final String ROWS = "test.restored.rows";

    private Map<String, Map<Object, Object>> rows = Map.of();

    static Map<String, Object> properties(Map<String, Map<Object, Object>> rows) {
        return Map.of(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, RestoredStores.class.getName(), ROWS, rows);
    }

    /** Every row of every store, by the store's name. */
    static Map<String, Map<Object, Object>> rowsOf(TopologyTestDriver driver) {
        Map<String, Map<Object, Object>> rows = new HashMap<>();
        driver.getAllStateStores().forEach((name, store) -> {
            Map<Object, Object> content = new HashMap<>();
            try (var all = driver.getKeyValueStore(name).all()) {
                all.forEachRemaining(row -> content.put(row.key, row.value));
            }
            rows.put(name, content);
        });
        return rows;
    }

    @Override
    @SuppressWarnings("unchecked") // only ever set by properties()
    public void configure(Map<String, ?> configs) {
        Object given = configs.get(ROWS);
        rows = given == null ? Map.of() : (Map<String, Map<Object, Object>>) given;
    }

    @Override
    public <K, V, A, B> WrappedProcessorSupplier<K, V, A, B> wrapProcessorSupplier(
            String name, ProcessorSupplier<K, V, A, B> supplier) {
        return new Restoring<>(supplier, rows);
    }

    @Override
    public <K, V, B> WrappedFixedKeyProcessorSupplier<K, V, B> wrapFixedKeyProcessorSupplier(
            String name, FixedKeyProcessorSupplier<K, V, B> supplier) {
        return ProcessorWrapper.asWrappedFixedKey(supplier);
    }

    private record Restoring<K, V, A, B>(ProcessorSupplier<K, V, A, B> supplier, Map<String, Map<Object, Object>> rows)
            implements WrappedProcessorSupplier<K, V, A, B> {

        @Override
        public Processor<K, V, A, B> get() {
            Processor<K, V, A, B> processor = supplier.get();
            return new Processor<>() {
                @Override
                public void init(ProcessorContext<A, B> context) {
                    Set<StoreBuilder<?>> stores = supplier.stores();
                    if (stores != null) {
                        stores.forEach(store ->
                                fill(context.getStateStore(store.name()), rows.getOrDefault(store.name(), Map.of())));
                    }
                    processor.init(context);
                }

                @Override
                public void process(Record<K, V> record) {
                    processor.process(record);
                }

                @Override
                public void close() {
                    processor.close();
                }
            };
        }

        private static void fill(KeyValueStore<Object, Object> store, Map<Object, Object> content) {
            content.forEach(store::put);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return supplier.stores();
        }
    }
}
