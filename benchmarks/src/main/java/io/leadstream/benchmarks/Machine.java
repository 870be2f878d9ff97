// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.embedded.EmbeddedDatabase;
import io.leadstream.embedded.EmbeddedKafka;
import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.schemas.serde.TopicSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** A fresh broker and a durable PostgreSQL on free loopback ports, in a folder that is deleted afterwards. */
final class Machine implements AutoCloseable {

    /** As in {@code standalone}. */
    static final int PARTITIONS = 4;

    /** Schemas stay in the process: what is measured asks the registry once. */
    private static final String REGISTRY = "memory://benchmark";

    private static final String SERDE = "serde.";

    private final Path folder;
    private final EmbeddedKafka kafka;
    private final EmbeddedDatabase database;
    private final CpuMeter cpu;

    /** Settings of every service, over those that the run needs. */
    private final Map<String, String> wanted;

    /** Keeps the registry in memory alive from the first service of a run to the last. */
    private final TopicSerdes serdes;

    private Machine(Path folder, EmbeddedKafka kafka, EmbeddedDatabase database, Map<String, String> wanted) {
        this.wanted = wanted;
        this.serdes = TopicSerdes.from(serdeSettings(wanted));
        this.folder = folder;
        this.kafka = kafka;
        this.database = database;
        this.cpu = new CpuMeter(folder.resolve("postgres"));
    }

    static Machine start(Map<String, String> wanted) throws IOException {
        var folder = Files.createTempDirectory("leadstream-benchmark-");
        var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        var database = EmbeddedDatabase.start(folder.resolve("postgres"), 0, true);
        return new Machine(folder, kafka, database, wanted);
    }

    String brokers() {
        return kafka.bootstrapServers();
    }

    EmbeddedDatabase database() {
        return database;
    }

    TopicSerdes serdes() {
        return serdes;
    }

    Path folder() {
        return folder;
    }

    CpuMeter cpu() {
        return cpu;
    }

    /** What every service on this machine is set to; services add their own keys. */
    Map<String, Object> settings(String module) {
        var settings = new HashMap<String, Object>();
        settings.put(CommonSettings.BOOTSTRAP_SERVERS, brokers());
        settings.put(CommonSettings.REGISTRY_URL, REGISTRY);
        settings.put(CommonSettings.PARTITIONS, PARTITIONS);
        settings.put(CommonSettings.httpPort(module), 0);
        settings.putAll(wanted);
        return settings;
    }

    /** The same for a topology, as in {@code standalone}. */
    Map<String, Object> streamsSettings(String module, int threads) {
        var settings = settings(module);
        settings.put(module + ".streams.threads", threads);
        settings.put(module + ".streams.standby.replicas", 0);
        settings.put("kafka.streams.producer.compression.type", "none");
        settings.put(module + ".streams.state.dir", folder.resolve("state").toString());
        return settings;
    }

    private static Map<String, String> serdeSettings(Map<String, String> wanted) {
        var settings = new HashMap<String, String>();
        settings.put("schema.registry.url", REGISTRY);
        wanted.forEach((key, value) -> {
            if (key.startsWith(SERDE)) {
                settings.put(key.substring(SERDE.length()), value);
            }
        });
        return settings;
    }

    @Override
    public void close() throws IOException {
        serdes.close();
        database.close();
        kafka.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Machine::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
