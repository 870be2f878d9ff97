// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The compacted, single-partition topic that the registry's content is. */
final class SchemaLog implements AutoCloseable {

    static final String TOPIC = "_schemas";

    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DELIVERY_MILLIS = 10_000;

    private final String bootstrapServers;
    private final Producer<String, String> producer;

    private SchemaLog(String bootstrapServers, Producer<String, String> producer) {
        this.bootstrapServers = bootstrapServers;
        this.producer = producer;
    }

    /** Makes sure that the topic is there. */
    static SchemaLog open(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(TOPIC, Optional.of(1), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            admin.createTopics(List.of(topic)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("topic " + TOPIC + " can't be made", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("no answer from the broker at " + bootstrapServers, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                0,
                "max.block.ms",
                DELIVERY_MILLIS,
                "request.timeout.ms",
                DELIVERY_MILLIS / 2,
                "delivery.timeout.ms",
                DELIVERY_MILLIS);
        return new SchemaLog(
                bootstrapServers, new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer()));
    }

    /** Hands over all records that are there now, oldest first. */
    void replay(BiConsumer<String, String> entries) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "enable.auto.commit", false, "auto.offset.reset", "earliest");
        try (Consumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION), PATIENCE).getOrDefault(PARTITION, 0L);
            long progressBy = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(PARTITION, PATIENCE) < end) {
                for (ConsumerRecord<String, String> entry : consumer.poll(Duration.ofMillis(200))) {
                    if (entry.key() != null && entry.value() != null) {
                        entries.accept(entry.key(), entry.value());
                    }
                    progressBy = System.nanoTime() + PATIENCE.toNanos();
                }
                if (System.nanoTime() - progressBy > 0) {
                    throw new KafkaException("topic " + TOPIC + " can't be read to its end at offset " + end);
                }
            }
        }
    }

    /**
     * Writes one entry and waits until all replicas have it.
     *
     * @throws RegistryError when that can't be said; it may still be written
     */
    void append(String key, String value) {
        try {
            producer.send(new ProducerRecord<>(TOPIC, 0, key, value)).get(2L * DELIVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw RegistryError.logNotWritten(String.valueOf(e.getCause()));
        } catch (TimeoutException | KafkaException e) {
            throw RegistryError.logNotWritten(String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryError.logNotWritten("the registry is stopping");
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
