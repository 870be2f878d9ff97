// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture;

import io.leadstream.embedded.EmbeddedKafka;
import io.leadstream.runtime.access.KeyRing;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A capture service over a broker of its own, a real HTTP client, and a reader of topics. */
public final class CaptureStack implements AutoCloseable {

    public static final String WRITE_KEY = "write-key";
    public static final String SECRET_KEY = "secret-key";

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final EmbeddedKafka kafka;
    private final Settings settings;
    private final CaptureService service;

    private CaptureStack(EmbeddedKafka kafka, Settings settings) {
        this.kafka = kafka;
        this.settings = settings;
        this.service = CaptureService.create(settings);
    }

    /** Starts broker and service; {@code more} are settings beyond the usual ones. */
    public static CaptureStack start(Path folder, Map<String, Object> more) {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        CaptureStack stack = new CaptureStack(kafka, settings(kafka, folder, more));
        try {
            stack.service.start();
            return stack;
        } catch (RuntimeException e) {
            // A broker whose folder is cleaned away ends the process.
            stack.close();
            throw e;
        }
    }

    public static Settings settings(EmbeddedKafka kafka, Path folder, Map<String, Object> more) {
        Map<String, Object> given = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "schema.registry.url",
                "memory://" + folder.getFileName(),
                "kafka.topics.partitions",
                "2",
                "capture.http.port",
                "0",
                CaptureSettings.WRITE_KEYS,
                KeyRing.entry("site", WRITE_KEY),
                CaptureSettings.SECRET_KEYS,
                KeyRing.entry("crm", SECRET_KEY)));
        given.putAll(more);
        return Settings.of(CaptureSettings.define(), given);
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public Settings settings() {
        return settings;
    }

    public CaptureService service() {
        return service;
    }

    /** A request to a path of the service. */
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Posts JSON with the write key. */
    public HttpResponse<String> post(String path, String json) throws Exception {
        return send(to(path).header("x-write-key", WRITE_KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Everything in a topic, with its key. */
    public <V extends SpecificRecord> List<Map.Entry<String, V>> read(Topic<V> topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                // Closing waits for the fetch that is under way.
                "fetch.max.wait.ms",
                20);
        List<Map.Entry<String, V>> records = new ArrayList<>();
        try (TopicSerdes serdes = TopicSerdes.from(settings.serde());
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo info : consumer.partitionsFor(topic.name())) {
                partitions.add(new TopicPartition(topic.name(), info.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    records.add(Map.entry(
                            record.key(),
                            serdes.valueOf(topic).deserializer().deserialize(topic.name(), record.value())));
                }
            }
        }
        return records;
    }

    @Override
    public void close() {
        service.close();
        kafka.close();
    }
}
