// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are handed on: {@code kafka.<setting>} to every Kafka client, {@code kafka.<client>.<setting>} to one
 * kind of client, {@code serde.<setting>} to serializers and deserializers. Kafka's names are checked against the
 * clients' own declarations; a serializer's are not, because it may be somebody else's.
 */
record PassThrough(Map<String, Object> all) {

    static final String PRODUCER = "producer.";
    static final String CONSUMER = "consumer.";
    static final String ADMIN = "admin.";
    static final String STREAMS = "streams.";

    private static final String KAFKA = "kafka.";
    private static final String SERDE = "serde.";
    private static final List<String> GROUPS = List.of(PRODUCER, CONSUMER, ADMIN, STREAMS);
    private static final Map<String, ConfigDef> DECLARED = Map.of(
            PRODUCER, ProducerConfig.configDef(),
            CONSUMER, ConsumerConfig.configDef(),
            ADMIN, AdminClientConfig.configDef(),
            STREAMS, StreamsConfig.configDef());
    private static final Map<String, ConfigDef.Type> KAFKA_KEYS = kafkaKeys();

    /** Whether the key is one that is handed on. */
    static boolean takes(String key) {
        return (key.startsWith(SERDE) && key.length() > SERDE.length()) || KAFKA_KEYS.containsKey(key);
    }

    /** The keys that can be named beforehand, for looking one up by its environment name or by likeness. */
    static Iterable<String> namedKeys() {
        return KAFKA_KEYS.keySet();
    }

    Map<String, Object> kafka() {
        Map<String, Object> common = new HashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(KAFKA) && groupOf(key) == null) {
                common.put(key.substring(KAFKA.length()), value);
            }
        });
        return common;
    }

    Map<String, Object> kafka(String group) {
        return below(KAFKA + group);
    }

    Map<String, Object> serde() {
        return below(SERDE);
    }

    Map<String, String> printable() {
        Map<String, String> printable = new TreeMap<>();
        all.forEach((key, value) -> printable.put(key, isSecret(key) ? "[hidden]" : String.valueOf(value)));
        return printable;
    }

    private Map<String, Object> below(String prefix) {
        Map<String, Object> found = new HashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return KAFKA_KEYS.get(key) == ConfigDef.Type.PASSWORD
                || lower.contains("password")
                || lower.contains("secret")
                || lower.contains("auth")
                || lower.contains("jaas");
    }

    private static @Nullable String groupOf(String key) {
        String rest = key.substring(KAFKA.length());
        return GROUPS.stream().filter(rest::startsWith).findFirst().orElse(null);
    }

    private static Map<String, ConfigDef.Type> kafkaKeys() {
        Map<String, ConfigDef.Type> keys = new TreeMap<>();
        DECLARED.forEach((group, def) -> def.configKeys().forEach((name, key) -> {
            keys.put(KAFKA + group + name, key.type);
            if (!group.equals(STREAMS)) {
                keys.put(KAFKA + name, key.type);
            }
        }));
        // Streams hands these on to its inner clients under prefixes of its own.
        for (String inner : new TreeSet<>(List.of("main.consumer.", "restore.consumer.", CONSUMER, PRODUCER, ADMIN))) {
            ConfigDef def = inner.endsWith(CONSUMER) ? DECLARED.get(CONSUMER) : DECLARED.get(inner);
            if (def != null) {
                def.configKeys().forEach((name, key) -> keys.put(KAFKA + STREAMS + inner + name, key.type));
            }
        }
        // This name is a declared setting of its own.
        keys.remove(CommonSettings.BOOTSTRAP_SERVERS);
        return keys;
    }
}
