// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.streams.StreamsProperties;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A topology in a {@code TopologyTestDriver} with the properties, handlers and serdes it has in production: one
 * partition, every record committed at once, a clock that only the test moves. What needs transactions, caches or
 * several partitions belongs on a {@link TestCluster}.
 */
public final class TopologyHarness implements AutoCloseable {

    /** Wall clock at the start: a Monday, 09:00 UTC. */
    public static final Instant START = Fixtures.NOW;

    private static final String MODULE = "test";
    private static final Pattern GENERATED = Pattern.compile("\\b(?:KSTREAM|KTABLE)-[A-Z-]+-\\d{10}\\b");

    private final Path stateDir;
    private final TopicSerdes serdes;
    private final Topology topology;
    private final TopologyTestDriver driver;
    private final String applicationId;

    private TopologyHarness(
            Path stateDir, TopicSerdes serdes, Topology topology, TopologyTestDriver driver, String applicationId) {
        this.stateDir = stateDir;
        this.serdes = serdes;
        this.topology = topology;
        this.driver = driver;
        this.applicationId = applicationId;
    }

    /** Starts a topology with the wall clock at {@link #START}. */
    public static TopologyHarness start(
            String applicationId, BiFunction<StreamsConfig, TopicSerdes, Topology> topology) {
        return start(applicationId, Map.of(), START, topology);
    }

    /**
     * Starts a topology.
     *
     * @param streamsProperties over those of production
     * @param wallClock where the clock stands until {@link #advance}
     */
    public static TopologyHarness start(
            String applicationId,
            Map<String, ?> streamsProperties,
            Instant wallClock,
            BiFunction<StreamsConfig, TopicSerdes, Topology> topology) {
        Path stateDir = TempFolder.create("state");
        Settings settings = Settings.of(
                CommonSettings.defineStreams(CommonSettings.define(MODULE, 0), MODULE),
                Map.of(
                        CommonSettings.REGISTRY_URL,
                        "memory://" + UUID.randomUUID(),
                        MODULE + ".streams.state.dir",
                        stateDir.toString()));
        Map<String, Object> properties = new HashMap<>(
                StreamsProperties.withoutBrokers(MODULE, applicationId, settings, new SimpleMeterRegistry()));
        // Under exactly-once the driver forgets what is written while a record is decoded: the dead letters.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.putAll(streamsProperties);
        TopicSerdes serdes = TopicSerdes.from(settings.serde());
        Topology built = topology.apply(new StreamsConfig(properties), serdes);
        Properties driverProperties = new Properties();
        driverProperties.putAll(properties);
        return new TopologyHarness(
                stateDir, serdes, built, new TopologyTestDriver(built, driverProperties, wallClock), applicationId);
    }

    /** Where the test puts records in; a record without a timestamp of its own gets the wall clock's. */
    public <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(
                topic.name(), new StringSerializer(), serdes.valueOf(topic).serializer());
    }

    /** Where the test puts bytes in that no serializer would make. */
    public TestInputTopic<String, byte[]> rawInput(Topic<?> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    /** What the topology wrote, each record once; ask for it before the first input. */
    public <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), serdes.valueOf(topic).deserializer());
    }

    /** What was set aside, with the headers that tell why. */
    public TestOutputTopic<byte[], byte[]> deadLetters() {
        return driver.createOutputTopic(
                TopicProvisioner.deadLetters(applicationId), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Moves the wall clock at one go: a timer that became due several times fires once. */
    public void advance(Duration duration) {
        driver.advanceWallClockTime(duration);
    }

    /** A store's content, by the store's name. */
    public <K, V> KeyValueStore<K, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** The driver itself, for what this class doesn't offer. */
    public TopologyTestDriver driver() {
        return driver;
    }

    public TopicSerdes serdes() {
        return serdes;
    }

    public Topology topology() {
        return topology;
    }

    /** Names of nodes and stores that Kafka Streams made up; they change with the topology, so there must be none. */
    public Set<String> generatedNames() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = GENERATED.matcher(topology.describe().toString());
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    @Override
    public void close() {
        driver.close();
        serdes.close();
        TempFolder.delete(stateDir);
    }
}
