// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.topic;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics of the catalogue that are missing and checks those that are there. Any number of processes may
 * do so at once and again; nothing that exists is changed.
 */
public final class TopicProvisioner {

    /** How long the brokers may take to answer; long enough for a broker that starts beside us. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Room for a record of the largest size with the headers that tell why it was set aside. */
    static final int DEAD_LETTER_MAX_BYTES = 4_194_304;

    private static final Logger log = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final String SUFFIX = "-dead-letters";

    private TopicProvisioner() {}

    /** Name of the topic for records that an application set aside. */
    public static String deadLetters(String applicationId) {
        return applicationId + SUFFIX;
    }

    /**
     * Makes the topics be there.
     *
     * @param applicationIds applications whose dead-letter topics are wanted too
     * @throws ProvisioningException when the brokers don't answer in time, or a topic has another partition count
     */
    public static void provision(Settings settings, Collection<Topic<?>> topics, Collection<String> applicationIds) {
        provision(settings, topics, applicationIds, PATIENCE);
    }

    /** As {@link #provision(Settings, Collection, Collection)}, waiting for the brokers no longer than given. */
    public static void provision(
            Settings settings, Collection<Topic<?>> topics, Collection<String> applicationIds, Duration patience) {
        Map<String, NewTopic> wanted = wanted(settings, topics, applicationIds);
        Map<String, Object> client = new HashMap<>(settings.kafkaAdmin());
        client.putIfAbsent("client.id", "leadstream-provisioner");
        client.put("default.api.timeout.ms", (int) patience.toMillis());
        client.put("request.timeout.ms", (int) Math.min(patience.toMillis(), 10_000));
        try (Admin admin = Admin.create(client)) {
            createMissing(admin, wanted, patience);
            verify(wanted, awaitAll(admin, wanted, patience));
        } catch (RetriableException e) {
            throw away(settings, patience, e);
        } catch (KafkaException e) {
            throw new ProvisioningException("the brokers could not be asked: " + e.getMessage(), e);
        }
    }

    static Map<String, NewTopic> wanted(
            Settings settings, Collection<Topic<?>> topics, Collection<String> applicationIds) {
        int partitions = settings.integer(CommonSettings.PARTITIONS);
        int replication = settings.integer(CommonSettings.REPLICATION);
        Map<String, NewTopic> wanted = new LinkedHashMap<>();
        for (Topic<?> topic : topics) {
            int count = topic.spread() == Topic.Spread.SINGLE ? 1 : partitions;
            wanted.put(topic.name(), newTopic(topic.name(), count, replication).configs(configs(topic, settings)));
        }
        for (String applicationId : applicationIds) {
            Map<String, String> configs = keep(settings);
            configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DEAD_LETTER_MAX_BYTES));
            wanted.put(
                    deadLetters(applicationId),
                    newTopic(deadLetters(applicationId), 1, replication).configs(configs));
        }
        return wanted;
    }

    private static NewTopic newTopic(String name, int partitions, int replication) {
        Optional<Short> copies = replication < 0 ? Optional.empty() : Optional.of((short) replication);
        return new NewTopic(name, Optional.of(partitions), copies);
    }

    private static Map<String, String> configs(Topic<?> topic, Settings settings) {
        if (topic.cleanup() == Topic.Cleanup.KEEP) {
            return keep(settings);
        }
        Map<String, String> configs = common(settings);
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        return configs;
    }

    private static Map<String, String> keep(Settings settings) {
        Map<String, String> configs = common(settings);
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        // The facts are the truth that the database and every state can be rebuilt from, so the broker drops none.
        configs.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        configs.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        return configs;
    }

    private static Map<String, String> common(Settings settings) {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        int minInsync = settings.integer(CommonSettings.MIN_INSYNC);
        if (minInsync > 0) {
            configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(minInsync));
        }
        return configs;
    }

    private static void createMissing(Admin admin, Map<String, NewTopic> wanted, Duration patience) {
        Map<String, NewTopic> missing = new LinkedHashMap<>(wanted);
        describe(admin, wanted.keySet()).keySet().forEach(missing::remove);
        if (missing.isEmpty()) {
            return;
        }
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(
                        missing.values(), new CreateTopicsOptions().timeoutMs((int) patience.toMillis()))
                .values();
        List<String> created = new ArrayList<>();
        answers.forEach((name, answer) -> {
            try {
                get(answer);
                created.add(name);
            } catch (TopicExistsException e) {
                log.debug("topic {} was created by somebody else meanwhile", name);
            } catch (RetriableException e) {
                throw e;
            } catch (ApiException e) {
                throw new ProvisioningException("topic " + name + " can't be created: " + e.getMessage(), e);
            }
        });
        if (!created.isEmpty()) {
            log.info("topics created: {}", String.join(" ", created));
        }
    }

    /** A broker may tell of a new topic a moment later than the controller does. */
    private static Map<String, TopicDescription> awaitAll(
            Admin admin, Map<String, NewTopic> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Map<String, TopicDescription> present = describe(admin, wanted.keySet());
            if (present.size() == wanted.size()) {
                return present;
            }
            if (System.nanoTime() > deadline) {
                throw new ProvisioningException("topics were created but the brokers don't show them after "
                        + patience.toSeconds() + " s; have " + present.keySet());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void verify(Map<String, NewTopic> wanted, Map<String, TopicDescription> present) {
        List<String> wrong = new ArrayList<>();
        wanted.forEach((name, topic) -> {
            TopicDescription description = present.get(name);
            if (description != null && description.partitions().size() != topic.numPartitions()) {
                wrong.add("topic " + name + " has " + description.partitions().size() + " partitions where "
                        + topic.numPartitions() + " are configured");
            }
        });
        if (!wrong.isEmpty()) {
            throw new ProvisioningException(String.join("; ", wrong)
                    + ". Set " + CommonSettings.PARTITIONS + " to what the topics have, or use other brokers: a count"
                    + " can't change without moving state.");
        }
    }

    private static Map<String, TopicDescription> describe(Admin admin, Collection<String> names) {
        Map<String, TopicDescription> present = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, answer) -> {
            try {
                present.put(name, get(answer));
            } catch (UnknownTopicOrPartitionException e) {
                log.debug("topic {} is missing", name);
            }
        });
        return present;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException("interrupted while waiting for the brokers", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new ProvisioningException("the brokers could not be asked: " + e.getCause(), e);
        }
    }

    private static ProvisioningException away(Settings settings, Duration patience, RuntimeException cause) {
        return new ProvisioningException(
                "no Kafka broker answered at " + settings.text(CommonSettings.BOOTSTRAP_SERVERS) + " within "
                        + patience.toSeconds() + " s: start one, or set " + CommonSettings.BOOTSTRAP_SERVERS,
                cause);
    }
}
