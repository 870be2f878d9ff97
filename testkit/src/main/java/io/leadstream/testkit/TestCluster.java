// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import io.leadstream.embedded.EmbeddedKafka;
import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker with an in-memory registry. {@link #shared()} is one for all tests of the JVM, which use names of
 * their own; {@link #start()} is one for a test class that needs the catalogue's names to itself: as
 * {@code @RegisterExtension static final TestCluster CLUSTER = TestCluster.start();} it ends with the class.
 */
public final class TestCluster implements AfterAllCallback, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final EmbeddedKafka kafka;
    private final String registryUrl = "memory://" + UUID.randomUUID();
    private final TopicSerdes serdes;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final Map<String, Serde<?>> valueSerdes = new ConcurrentHashMap<>();
    private final boolean shared;

    private TestCluster(boolean shared) {
        this.shared = shared;
        this.folder = TempFolder.create("kafka");
        // Tests wait for the end of sessions and transactions; what is killed in one must not hold up the next.
        this.kafka = EmbeddedKafka.start(
                folder,
                0,
                Map.of(
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500",
                        "offsets.topic.num.partitions", "2",
                        "transaction.state.log.num.partitions", "2"));
        this.serdes = TopicSerdes.from(Map.of("schema.registry.url", registryUrl));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** The JVM's own broker, started by the first who asks, ended with the JVM. */
    public static TestCluster shared() {
        return Shared.CLUSTER;
    }

    /** A broker of one's own; starts in one to three seconds. */
    public static TestCluster start() {
        return new TestCluster(false);
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Address of the in-memory registry, the same for everybody who uses this cluster. */
    public String registryUrl() {
        return registryUrl;
    }

    /** Serdes over that registry; closed with the cluster. */
    public TopicSerdes serdes() {
        return serdes;
    }

    /** The settings that bring a service here: brokers, registry, and few partitions. */
    public Map<String, Object> settings(int partitions) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonSettings.BOOTSTRAP_SERVERS, bootstrapServers());
        settings.put(CommonSettings.REGISTRY_URL, registryUrl);
        settings.put(CommonSettings.PARTITIONS, partitions);
        settings.put(CommonSettings.REPLICATION, 1);
        return settings;
    }

    /** Creates a topic under a name that no other test has, and returns the name. */
    public String newTopic(String prefix, int partitions) {
        String name = uniqueName(prefix);
        await(() -> admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .get());
        return name;
    }

    /** A name that no other test has, for topics, application ids and groups. */
    public static String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public Admin admin() {
        return admin;
    }

    /** Writes one record and returns when the broker has it. */
    public <V extends SpecificRecord> void write(Topic<V> topic, String key, V value) {
        write(topic.name(), key, valueSerde(topic).serializer().serialize(topic.name(), value));
    }

    /** Writes one record of any bytes and returns when the broker has it. */
    public void write(String topic, String key, byte[] value) {
        byte[] keyBytes;
        try (StringSerializer serializer = new StringSerializer()) {
            keyBytes = serializer.serialize(topic, key);
        }
        await(() -> producer.send(new ProducerRecord<>(topic, keyBytes, value)).get());
    }

    /** Every committed record of a topic now; partition by partition, in order within each. */
    public <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(Topic<V> topic) {
        return read(topic.name(), new StringDeserializer(), valueSerde(topic).deserializer());
    }

    /** As {@link #read(Topic)}, undecoded. */
    public List<ConsumerRecord<byte[], byte[]>> readBytes(String topic) {
        return read(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads again and again until the topic has this many committed records, and returns all that it has then. */
    public <V extends SpecificRecord> List<ConsumerRecord<String, V>> await(Topic<V> topic, int atLeast) {
        return await(() -> read(topic), atLeast, topic.name());
    }

    /** As {@link #await(Topic, int)}, undecoded. */
    public List<ConsumerRecord<byte[], byte[]>> awaitBytes(String topic, int atLeast) {
        return await(() -> readBytes(topic), atLeast, topic);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Ends the broker and removes its data; the JVM's own stays. */
    @Override
    public void close() {
        if (!shared) {
            end();
        }
    }

    @SuppressWarnings("unchecked") // each topic is put in with its own serde
    private <V extends SpecificRecord> Serde<V> valueSerde(Topic<V> topic) {
        return (Serde<V>) valueSerdes.computeIfAbsent(topic.name(), name -> serdes.valueOf(topic));
    }

    private void end() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
        serdes.close();
        kafka.close();
        TempFolder.delete(folder);
    }

    private <K, V> List<ConsumerRecord<K, V>> read(String topic, Deserializer<K> keys, Deserializer<V> values) {
        List<ConsumerRecord<K, V>> records = new ArrayList<>();
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "isolation.level",
                "read_committed",
                "client.id",
                "reader",
                // Closing waits for the fetch that is under way.
                "fetch.max.wait.ms",
                20);
        try (KafkaConsumer<K, V> consumer = new KafkaConsumer<>(config, keys, values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("topic " + topic + " can't be read to its end");
                }
            }
        }
        return records;
    }

    private static <R> List<R> await(Supplier<List<R>> read, int atLeast, String topic) {
        return Awaitility.await("records in " + topic)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(read::get, records -> records.size() >= atLeast);
    }

    private interface Asked {
        void get() throws InterruptedException, ExecutionException;
    }

    private static void await(Asked asked) {
        try {
            asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static final class Shared {
        static final TestCluster CLUSTER = new TestCluster(true);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(CLUSTER::end, "end-test-cluster"));
        }
    }
}
