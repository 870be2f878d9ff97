// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.standalone.stack.StandaloneException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Where the topics end and how far consumer groups are, asked of the brokers. */
public final class Offsets implements AutoCloseable {

    private final Admin admin;

    public Offsets(String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", 10_000, "default.api.timeout.ms", 15_000));
    }

    /** Every partition of the topics that exist among these. */
    public Set<TopicPartition> partitions(Collection<String> topics) {
        Set<String> present = get(admin.listTopics().names());
        Set<TopicPartition> partitions = new HashSet<>();
        List<String> wanted = topics.stream().filter(present::contains).toList();
        Map<String, TopicDescription> described =
                get(admin.describeTopics(wanted).allTopicNames());
        described.forEach((topic, description) -> description
                .partitions()
                .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition()))));
        return partitions;
    }

    /** How many topics there are, internal ones left out. */
    public int topics() {
        return get(admin.listTopics().names()).size();
    }

    /** The offset after the last record, whether committed or not. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.latest());
    }

    /** The first offset that is still kept. */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.earliest());
    }

    /**
     * For each partition that a group reads, the next offset it will read; 0 where it has committed none. Empty while
     * the group is not settled.
     */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> committed =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        try {
            ConsumerGroupDescription description =
                    get(admin.describeConsumerGroups(List.of(group)).all()).get(group);
            if (description == null || description.groupState() != GroupState.STABLE) {
                return Map.of();
            }
            for (MemberDescription member : description.members()) {
                member.assignment().topicPartitions().forEach(partition -> committed.put(partition, 0L));
            }
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.computeIfPresent(partition, (p, none) -> offset.offset());
                    }
                });
        return committed;
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<TopicPartition, Long> list(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(asked).all()).forEach((partition, result) -> offsets.put(partition, result.offset()));
        return offsets;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("interrupted while asking Kafka", "Try again.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException missing) {
                throw missing;
            }
            throw new StandaloneException(
                    "Kafka does not answer: " + e.getMessage(), "See whether the instance still runs.", e);
        }
    }
}
