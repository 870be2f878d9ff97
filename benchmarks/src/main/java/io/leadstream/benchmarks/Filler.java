// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Fills a topic before it is drained, in large batches; closing it makes sure that all is written. */
final class Filler<V> implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<String, V> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Filler(String brokers, String topic, Serializer<V> serializer) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers, "linger.ms", 20, "batch.size", 262_144, "buffer.memory", 67_108_864L);
        this.topic = topic;
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), serializer);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    void add(String key, V value) {
        producer.send(new ProducerRecord<>(topic, key, value), (metadata, error) -> {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("could not fill " + topic, failed);
        }
    }
}
