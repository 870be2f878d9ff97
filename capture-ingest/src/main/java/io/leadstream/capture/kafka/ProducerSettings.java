// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.kafka;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.CLIENT_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.METADATA_MAX_IDLE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG;

import io.leadstream.runtime.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How capture writes: always confirmed by every in-sync replica, never twice by a retry of the client's own. */
public final class ProducerSettings {

    private ProducerSettings() {}

    /** For answers over HTTP: a caller who waits gets an answer soon, good or bad. */
    static Map<String, Object> quick(Settings settings, Duration answerWithin) {
        int millis = Math.toIntExact(answerWithin.toMillis());
        Map<String, Object> config = new HashMap<>();
        config.put(CLIENT_ID_CONFIG, "leadstream-capture");
        config.put(LINGER_MS_CONFIG, 2);
        config.put(MAX_BLOCK_MS_CONFIG, millis / 2);
        config.put(REQUEST_TIMEOUT_MS_CONFIG, millis * 6 / 10);
        config.put(DELIVERY_TIMEOUT_MS_CONFIG, millis * 8 / 10);
        config.put(RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        // A quiet topic must not make its next caller wait for metadata.
        config.put(METADATA_MAX_IDLE_CONFIG, 86_400_000);
        config.putAll(settings.kafkaProducer());
        return always(config);
    }

    /** For files: large batches, and patience while brokers change places. */
    public static Map<String, Object> thorough(Settings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(CLIENT_ID_CONFIG, "leadstream-import");
        config.put(LINGER_MS_CONFIG, 20);
        config.put(BATCH_SIZE_CONFIG, 131_072);
        config.put(COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        config.putAll(settings.kafkaProducer());
        return always(config);
    }

    private static Map<String, Object> always(Map<String, Object> config) {
        config.put(ACKS_CONFIG, "all");
        config.put(ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return config;
    }
}
