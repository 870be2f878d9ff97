// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of one process: every declared key has a value of its type. Asking for a key that was not
 * declared, or as another type, is a bug and throws. Printing shows secrets as {@code [hidden]}.
 */
public final class Settings {

    private static final Pattern CREDENTIALS =
            Pattern.compile("((?i:password|passwd|secret|token)=|//[^/@:\\s]*:)(?:[^&;,\\s@/]+(?=@)|(?<==)[^&;,\\s]+)");

    /** SHA-256 in hex, by which keys are configured: a weak key can be guessed from it. */
    private static final Pattern KEY_HASH = Pattern.compile("(?i)(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private final ConfigDef def;
    private final Map<String, @Nullable Object> values;
    private final PassThrough passThrough;

    Settings(ConfigDef def, Map<String, @Nullable Object> values, PassThrough passThrough) {
        this.def = def;
        this.values = values;
        this.passThrough = passThrough;
    }

    /**
     * Settings from values alone, without file, environment or command line.
     *
     * @throws SettingsException when a key isn't known or a value isn't right
     */
    public static Settings of(ConfigDef def, Map<String, ?> given) {
        Map<String, RawValue> raw = new TreeMap<>();
        given.forEach((key, value) -> raw.put(key, new RawValue(value, "")));
        return SettingsCheck.check(def, raw);
    }

    /** Text, trimmed; empty when the key's default is empty. */
    public String text(String key) {
        return get(key, String.class);
    }

    /** Text, or nothing when the key has no value or an empty one. */
    public Optional<String> optional(String key) {
        if (!knows(key)) {
            throw new IllegalArgumentException("no setting " + key + " was declared");
        }
        return Optional.ofNullable(values.get(key)).map(String::valueOf).filter(text -> !text.isBlank());
    }

    public int integer(String key) {
        return get(key, Integer.class);
    }

    public long number(String key) {
        return get(key, Long.class);
    }

    public double decimal(String key) {
        return get(key, Double.class);
    }

    public boolean flag(String key) {
        return get(key, Boolean.class);
    }

    /** A number of milliseconds, declared as INT or LONG. */
    public Duration millis(String key) {
        return Duration.ofMillis(get(key, Number.class).longValue());
    }

    public Path path(String key) {
        return Path.of(text(key));
    }

    /** A comma-separated list; entries are trimmed. */
    public List<String> list(String key) {
        List<String> entries = new ArrayList<>();
        for (Object entry : get(key, List.class)) {
            entries.add(String.valueOf(entry));
        }
        return List.copyOf(entries);
    }

    /** The clear text of a key declared as PASSWORD: never to be logged. */
    public String secret(String key) {
        return get(key, Password.class).value();
    }

    /** Whether the key was declared. */
    public boolean knows(String key) {
        return def.configKeys().containsKey(key);
    }

    /** Settings that every Kafka client takes: {@code bootstrap.servers} and each {@code kafka.<setting>}. */
    public Map<String, Object> kafka() {
        Map<String, Object> client = new HashMap<>(passThrough.kafka());
        if (knows(CommonSettings.BOOTSTRAP_SERVERS)) {
            client.put("bootstrap.servers", text(CommonSettings.BOOTSTRAP_SERVERS));
        }
        return client;
    }

    /** {@link #kafka()} and each {@code kafka.producer.<setting>}. */
    public Map<String, Object> kafkaProducer() {
        return kafkaOf(PassThrough.PRODUCER);
    }

    /** {@link #kafka()} and each {@code kafka.consumer.<setting>}. */
    public Map<String, Object> kafkaConsumer() {
        return kafkaOf(PassThrough.CONSUMER);
    }

    /** {@link #kafka()} and each {@code kafka.admin.<setting>}. */
    public Map<String, Object> kafkaAdmin() {
        return kafkaOf(PassThrough.ADMIN);
    }

    /** {@link #kafka()} and each {@code kafka.streams.<setting>}. */
    public Map<String, Object> kafkaStreams() {
        return kafkaOf(PassThrough.STREAMS);
    }

    /** Settings of serializers and deserializers: the registry's address and each {@code serde.<setting>}. */
    public Map<String, Object> serde() {
        Map<String, Object> serde = new HashMap<>(passThrough.serde());
        if (knows(CommonSettings.REGISTRY_URL)) {
            serde.put("schema.registry.url", text(CommonSettings.REGISTRY_URL));
            String auth = secret(CommonSettings.REGISTRY_AUTH);
            if (!auth.isEmpty()) {
                serde.put("schema.registry.basic.auth", auth);
            }
        }
        return serde;
    }

    /** Every key with its value as text, sorted; secrets are hidden. */
    public Map<String, String> printable() {
        Map<String, String> printable = new TreeMap<>();
        values.forEach((key, value) -> printable.put(key, withoutCredentials(String.valueOf(value))));
        passThrough.printable().forEach((key, value) -> printable.put(key, withoutCredentials(value)));
        return printable;
    }

    /** An address may carry a password, such as {@code jdbc:...?password=x} or {@code http://user:x@host}. */
    private static String withoutCredentials(String value) {
        String masked = CREDENTIALS.matcher(value).replaceAll("$1[hidden]");
        return KEY_HASH.matcher(masked).replaceAll("[hidden]");
    }

    @Override
    public String toString() {
        return "Settings" + printable();
    }

    private Map<String, Object> kafkaOf(String group) {
        Map<String, Object> client = kafka();
        client.putAll(passThrough.kafka(group));
        return client;
    }

    private <T> T get(String key, Class<T> type) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no setting " + key + " was declared");
        }
        return type.cast(value);
    }
}
