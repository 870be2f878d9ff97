// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/** What every topology runs with: exactly once, quick to commit, quick to be taken over, nothing dropped. */
public final class StreamsProperties {

    private static final int TRANSACTION_TIMEOUT_MS = 5000;
    private static final int SESSION_TIMEOUT_MS = 6000;
    private static final int HEARTBEAT_MS = 1500;
    private static final int BATCH_BYTES = 65_536;
    private static final int MAX_REQUEST_BYTES = 4_194_304;

    private StreamsProperties() {}

    /**
     * Properties for a topology on brokers.
     *
     * @param module first part of the application's own keys, as given to {@code CommonSettings.defineStreams}
     */
    public static Map<String, Object> of(
            String module, String applicationId, Settings settings, MeterRegistry registry) {
        int perMinute = settings.integer(module + ".dead.letters.per.minute");
        OriginalRecords originals = OriginalRecords.fromBrokers(settings.kafkaConsumer());
        return build(
                module,
                applicationId,
                settings,
                new DeadLetters(applicationId, perMinute, registry, originals, System::nanoTime));
    }

    /** The same without brokers, for a topology under test; dead letters are without limit. */
    public static Map<String, Object> withoutBrokers(
            String module, String applicationId, Settings settings, MeterRegistry registry) {
        return build(
                module,
                applicationId,
                settings,
                new DeadLetters(applicationId, Integer.MAX_VALUE, registry, OriginalRecords.NONE, System::nanoTime));
    }

    private static Map<String, Object> build(
            String module, String applicationId, Settings settings, DeadLetters deadLetters) {
        String own = module + ".streams.";
        Map<String, Object> p = new HashMap<>();
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, settings.text(own + "group.protocol"));
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.integer(own + "commit.interval.ms"));
        p.put(StreamsConfig.POLL_MS_CONFIG, settings.integer(own + "poll.ms"));
        p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, settings.number(own + "task.idle.ms"));
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.integer(own + "threads"));
        p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.integer(own + "standby.replicas"));
        p.put(StreamsConfig.STATE_DIR_CONFIG, settings.text(own + "state.dir"));
        p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.integer("kafka.topics.replication"));
        p.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 100_000L);
        p.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
        // Record caches save nothing at these commit intervals, and would swallow intermediate scores.
        p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        p.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        p.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, EventTimestampExtractor.class);
        p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        p.put(BoundedRocksDb.CACHE_BYTES, settings.number(BoundedRocksDb.CACHE_BYTES));
        p.put(BoundedRocksDb.WRITE_BUFFER_BYTES, settings.number(BoundedRocksDb.WRITE_BUFFER_BYTES));

        p.put(DeadLetters.INSTANCE, deadLetters);
        p.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, TopicProvisioner.deadLetters(applicationId));
        p.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UndecodableHandler.class);
        p.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, CrashHandler.class);
        p.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, UnwritableHandler.class);
        // By name: its constant goes away with 5.0, where it is always so.
        p.put("processing.exception.handler.global.enabled", true);

        // The brokers end a dead instance's transaction after this, and only then can others go on.
        p.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), TRANSACTION_TIMEOUT_MS);
        p.put(StreamsConfig.producerPrefix("linger.ms"), 5);
        // Behind a backlog linger is never waited for, and small batches keep the brokers busy.
        p.put(StreamsConfig.producerPrefix("batch.size"), BATCH_BYTES);
        p.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
        // Above what a serializer lets through: a record that only the producer refuses would stop its thread for ever.
        p.put(StreamsConfig.producerPrefix("max.request.size"), MAX_REQUEST_BYTES);
        p.put(StreamsConfig.mainConsumerPrefix("auto.offset.reset"), "earliest");
        if (settings.text(own + "group.protocol").equals("classic")) {
            p.put(StreamsConfig.mainConsumerPrefix("session.timeout.ms"), SESSION_TIMEOUT_MS);
            p.put(StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"), HEARTBEAT_MS);
        }
        int minInsync = settings.integer("kafka.topics.min.insync.replicas");
        if (minInsync > 0) {
            p.put(StreamsConfig.topicPrefix("min.insync.replicas"), minInsync);
        }
        p.putAll(settings.kafkaStreams());
        return p;
    }
}
