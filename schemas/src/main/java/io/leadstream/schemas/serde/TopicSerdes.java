// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import io.leadstream.schemas.RecordModel;
import io.leadstream.schemas.topic.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The serdes of one process. Topic values go through the classes named by {@code value.serializer} and
 * {@code value.deserializer} (ours by default, over one shared registry client); state and repartition records through
 * {@link StateSerde}. Keys are {@code Serdes.String()} everywhere. Thread-safe.
 */
public final class TopicSerdes implements AutoCloseable {

    private final Map<String, Object> settings;
    private final SerdeConfig config;
    private final @Nullable SchemaRegistry registry;
    private final List<Serde<?>> opened = new CopyOnWriteArrayList<>();

    private TopicSerdes(Map<String, Object> settings, SerdeConfig config, @Nullable SchemaRegistry registry) {
        this.settings = settings;
        this.config = config;
        this.registry = registry;
    }

    /**
     * Reads the settings of {@link SerdeConfig}; nothing is sent to the registry yet.
     *
     * @throws org.apache.kafka.common.config.ConfigException when a setting is missing or wrong
     */
    public static TopicSerdes from(Map<String, ?> settings) {
        RecordModel.trust();
        SerdeConfig config = new SerdeConfig(settings);
        boolean ours = config.valueSerializer() == AvroSerializer.class
                || config.valueDeserializer() == AvroDeserializer.class;
        return new TopicSerdes(
                ForeignSettings.of(settings, config), config, ours ? SchemaRegistries.open(settings) : null);
    }

    /** The serde of a topic's values. Written with headers at hand, a record becomes a CloudEvent. */
    public <V extends SpecificRecord> Serde<V> valueOf(Topic<V> topic) {
        Serializer<V> serializer = serializer();
        Serde<V> serde = Serdes.serdeFrom(
                config.cloudEvents() ? new FactSerializer<>(serializer, CloudEventHeaders.of(topic)) : serializer,
                deserializer(topic.valueType()));
        opened.add(serde);
        return serde;
    }

    private <V extends SpecificRecord> Serializer<V> serializer() {
        if (config.valueSerializer() == AvroSerializer.class && registry != null) {
            return new AvroSerializer<>(registry, config);
        }
        @SuppressWarnings(
                "unchecked") // what it can serialize is the deployment's choice, and shows at the first record
        Serializer<V> serializer = (Serializer<V>) Utils.newInstance(config.valueSerializer());
        serializer.configure(settings, false);
        return serializer;
    }

    private <V extends SpecificRecord> Deserializer<V> deserializer(Class<V> type) {
        if (config.valueDeserializer() == AvroDeserializer.class && registry != null) {
            return new AvroDeserializer<>(registry, type);
        }
        @SuppressWarnings("unchecked") // with specific.avro.reader it makes the class that the schema names
        Deserializer<V> deserializer = (Deserializer<V>) Utils.newInstance(config.valueDeserializer());
        deserializer.configure(settings, false);
        return deserializer;
    }

    /** The serde of a record in a store, a changelog or a repartition topic. */
    public <V extends SpecificRecord> StateSerde<V> internal(Class<V> type) {
        return new StateSerde<>(type, SchemaVersions.of(type), config.maxRecordBytes());
    }

    /**
     * Makes the schemas of topics known before the first record, so that an incompatible schema or a missing registry
     * stops the start and not the flow. Classes that aren't ours register on their own.
     *
     * @throws RegistryException when the registry refuses a schema or is away
     */
    public void register(Collection<? extends Topic<?>> topics) {
        if (registry != null && config.valueSerializer() == AvroSerializer.class) {
            for (Topic<?> topic : topics) {
                String subject = AvroSerializer.subject(topic.name());
                if (config.autoRegister()) {
                    registry.register(subject, topic.schema());
                } else {
                    registry.idOf(subject, topic.schema());
                }
            }
        }
    }

    @Override
    public void close() {
        opened.forEach(Serde::close);
        if (registry != null) {
            registry.close();
        }
    }
}
