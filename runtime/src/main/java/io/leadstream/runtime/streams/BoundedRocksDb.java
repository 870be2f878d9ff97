// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the native memory of local state: one cache for every store of the process, with what is not yet on disk
 * charged to it. By default each store of each partition takes up to 100 MB of its own. Made by Kafka Streams.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    static final String CACHE_BYTES = "rocksdb.cache.bytes";
    static final String WRITE_BUFFER_BYTES = "rocksdb.write.buffer.bytes";

    private static final double INDEX_SHARE = 0.1;
    private static final long STORE_BUFFER_BYTES = 16L * 1024 * 1024;

    private static @Nullable Shared shared;

    private record Shared(Cache cache, WriteBufferManager writeBuffers) {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared memory = shared(configs);
        // A new table config would be refused, so the given one is changed.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(STORE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String storeName, Options options) {
        // Cache and write buffers are the process's, not the store's.
    }

    /** The first store of the process decides the sizes; all are given the same settings. */
    private static synchronized Shared shared(Map<String, Object> configs) {
        Shared present = shared;
        if (present == null) {
            RocksDB.loadLibrary();
            Cache cache = new LRUCache(bytes(configs, CACHE_BYTES), -1, false, INDEX_SHARE);
            present = new Shared(cache, new WriteBufferManager(bytes(configs, WRITE_BUFFER_BYTES), cache));
            shared = present;
        }
        return present;
    }

    private static long bytes(Map<String, Object> configs, String key) {
        return Long.parseLong(String.valueOf(configs.get(key)));
    }
}
