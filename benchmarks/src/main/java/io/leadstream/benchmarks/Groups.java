// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far consumer groups have come, by their committed offsets: what is committed is done, also under exactly-once. */
final class Groups implements AutoCloseable {

    private final Admin admin;

    Groups(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Records of the topic that the group is done with. */
    long committed(String group, String topic) throws ExecutionException, InterruptedException {
        return committed(group).entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Where the group goes on, for each partition it has committed. */
    Map<TopicPartition, Long> committed(String group) throws ExecutionException, InterruptedException {
        var offsets = new HashMap<TopicPartition, Long>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return offsets;
    }

    /** Where each partition of the topics ends, transaction markers included. */
    Map<TopicPartition, Long> ends(Collection<String> topics) throws ExecutionException, InterruptedException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        for (var description :
                admin.describeTopics(topics).allTopicNames().get().values()) {
            description
                    .partitions()
                    .forEach(partition -> wanted.put(
                            new TopicPartition(description.name(), partition.partition()), OffsetSpec.latest()));
        }
        var ends = new HashMap<TopicPartition, Long>();
        for (var entry : admin.listOffsets(wanted).all().get().entrySet()) {
            ends.put(entry.getKey(), entry.getValue().offset());
        }
        return ends;
    }

    void create(String topic, int partitions) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
