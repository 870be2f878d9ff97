// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads partitions from their beginning to an end that was noted, committed records only. Leaves no trace. */
final class BoundedReader implements AutoCloseable {

    private static final Duration WAIT = Duration.ofMillis(500);
    private static final int MOST_EMPTY_POLLS = 120;

    private final KafkaConsumer<String, byte[]> consumer;
    private final String servers;

    BoundedReader(Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "leadstream-history");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Else a fetch that waits for more of one partition holds up the first fetch of the next.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.servers = String.valueOf(client.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    String servers() {
        return servers;
    }

    /** How many partitions a topic has; none when it isn't there. */
    int partitions(String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        return known == null ? 0 : known.size();
    }

    /** Where each partition of a topic ends now: behind the last record that is committed. */
    Map<TopicPartition, Long> ends(String topic) {
        Set<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .collect(Collectors.toSet());
        // Assigned first, or the client complains that it can't keep what it learns of them.
        consumer.assign(partitions);
        return consumer.endOffsets(partitions);
    }

    /** Hands over every record before the ends. */
    void read(
            Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<String, byte[]>> taker) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        int empty = 0;
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            var records = consumer.poll(WAIT);
            empty = records.isEmpty() ? empty + 1 : 0;
            if (empty > MOST_EMPTY_POLLS) {
                throw new KafkaException("the brokers of " + servers + " gave no record for a minute");
            }
            records.forEach(record -> {
                TopicPartition from = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(from, 0L)) {
                    taker.accept(record);
                }
            });
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
