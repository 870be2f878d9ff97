// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.schemas.serde.SchemaRegistries;
import io.leadstream.schemas.serde.SchemaRegistry;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Prints the records of a topic as JSON, one a line, with key, time and place. */
public final class Tail implements AutoCloseable {

    private static final Duration WAIT = Duration.ofMillis(500);
    private static final int HEADER_BYTES = 5;

    private final KafkaConsumer<String, byte[]> consumer;
    private final SchemaRegistry registry;
    private final Terminal terminal;

    public Tail(String bootstrapServers, String registryUrl, Terminal terminal) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.registry = SchemaRegistries.open(Map.of("schema.registry.url", registryUrl));
        this.terminal = terminal;
    }

    /**
     * Prints the newest records and, when asked, those that come after, until the thread is interrupted.
     *
     * @param key null for every key
     */
    public void print(Offsets offsets, String topic, int newest, @Nullable String key, boolean follow) {
        Set<TopicPartition> partitions = offsets.partitions(List.of(topic));
        if (partitions.isEmpty()) {
            throw new StandaloneException("there is no topic " + topic, "./leadstream topics lists them.");
        }
        Map<TopicPartition, Long> ends = offsets.ends(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        if (key == null) {
            // As many from each partition as are wanted in all, and room for the marks of transactions between them.
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(consumer.position(partition), end - 4L * newest - 16)));
        }
        printNewest(ends, newest, key);
        while (follow && !Thread.currentThread().isInterrupted()) {
            consumer.poll(WAIT).forEach(found -> {
                if (key == null || key.equals(found.key())) {
                    printOne(found);
                }
            });
        }
    }

    @Override
    public void close() {
        consumer.close();
        registry.close();
    }

    private void printNewest(Map<TopicPartition, Long> ends, int newest, @Nullable String key) {
        List<ConsumerRecord<String, byte[]>> kept = new ArrayList<>();
        Comparator<ConsumerRecord<String, byte[]>> byTime = Comparator.comparingLong(ConsumerRecord::timestamp);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(WAIT).forEach(found -> {
                if (key == null || key.equals(found.key())) {
                    kept.add(found);
                }
            });
        }
        kept.sort(byTime);
        kept.subList(Math.max(0, kept.size() - newest), kept.size()).forEach(this::printOne);
    }

    private void printOne(ConsumerRecord<String, byte[]> found) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("key", found.key());
        line.put("time", Instant.ofEpochMilli(found.timestamp()).toString());
        line.put("at", found.partition() + ":" + found.offset());
        line.set("value", decoded(found.value()));
        terminal.line(line.toString());
    }

    private JsonNode decoded(byte @Nullable [] value) {
        if (value == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (value.length < HEADER_BYTES || value[0] != 0) {
            return JsonNodeFactory.instance.textNode(new String(value, StandardCharsets.UTF_8));
        }
        Schema schema =
                registry.byId(ByteBuffer.wrap(value, 1, HEADER_BYTES - 1).getInt());
        try {
            Object decoded = new GenericDatumReader<>(schema)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null));
            return AvroJson.of(schema, decoded);
        } catch (IOException e) {
            throw new StandaloneException("a record of the topic can't be decoded: " + e.getMessage(), "Report it.", e);
        }
    }
}
