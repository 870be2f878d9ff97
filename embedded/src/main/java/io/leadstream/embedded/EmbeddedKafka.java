// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker with its controller in this process, on the loopback address, without authentication. Its data
 * stay in a folder and survive restarts, also after the process was killed.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String VERSION = "kafka.version";
    private static final String SERVER = "Kafka";
    private static final int BOOTS = 5;

    private final DataFolder folder;
    private final KafkaRaftServer server;
    private final int port;
    private boolean closed;

    private EmbeddedKafka(DataFolder folder, KafkaRaftServer server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it takes requests, after a few seconds.
     *
     * @param dataDir made when it isn't there
     * @param port 0 takes a free one
     * @throws EmbeddedException when it can't start; its kind and message tell why
     */
    public static EmbeddedKafka start(Path dataDir, int port) {
        return start(dataDir, port, Map.of());
    }

    /** As {@link #start(Path, int)}, with broker settings that replace the built-in ones. */
    public static EmbeddedKafka start(Path dataDir, int port, Map<String, String> brokerSettings) {
        DataFolder folder = DataFolder.take(dataDir, SERVER);
        try {
            checkVersion(folder);
            boolean before = folder.read(VERSION) != null;
            EmbeddedKafka started = bootOnFreePorts(folder, port, brokerSettings);
            try {
                if (before) {
                    OpenTransactions.end(started);
                }
                folder.write(VERSION, AppInfoParser.getVersion());
            } catch (RuntimeException e) {
                started.close();
                throw e;
            }
            log.info(
                    "Kafka {} listens on 127.0.0.1:{}, data in {}",
                    AppInfoParser.getVersion(),
                    started.port,
                    folder.path());
            return started;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Between finding a free port and listening on it, anybody's outgoing connection may be given that port. */
    private static EmbeddedKafka bootOnFreePorts(DataFolder folder, int port, Map<String, String> brokerSettings) {
        for (int attempt = 1; ; attempt++) {
            int clients = Ports.claim(port, SERVER);
            Properties properties = BrokerSettings.of(folder.resolve("logs"), clients, Ports.claim(0, SERVER));
            properties.putAll(brokerSettings);
            try {
                return new EmbeddedKafka(folder, boot(folder, properties), clients);
            } catch (EmbeddedException e) {
                if (attempt == BOOTS || !Ports.wasTaken(e)) {
                    throw e;
                }
                log.info("a port was taken meanwhile, trying another");
            }
        }
    }

    /** Address for clients, as host:port. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Stops the broker; its data stay. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try (folder) {
                server.shutdown();
                server.awaitShutdown();
            }
        }
    }

    private static KafkaRaftServer boot(DataFolder folder, Properties properties) {
        KafkaRaftServer server = null;
        try {
            format(folder);
            server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            server.startup();
            return server;
        } catch (Exception e) { // Scala throws checked exceptions without saying so
            if (server != null) {
                server.shutdown();
            }
            throw new EmbeddedException(
                    EmbeddedException.Kind.NOT_STARTED,
                    "Kafka did not start with the data in " + folder.path() + " ("
                            + DataFolder.freeMegabytes(folder.path()) + " MB are free): " + e.getMessage(),
                    e);
        }
    }

    /** Does nothing to a folder that was formatted before. */
    private static void format(DataFolder folder) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(clusterId(folder))
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setMetadataLogDirectory(folder.resolve("logs").toString())
                .addDirectory(folder.resolve("logs").toString())
                .setIgnoreFormatted(true)
                .run();
    }

    private static String clusterId(DataFolder folder) {
        String present = folder.read("cluster.id");
        if (present != null && !present.isEmpty()) {
            return present;
        }
        String fresh = Uuid.randomUuid().toString();
        folder.write("cluster.id", fresh);
        return fresh;
    }

    private static void checkVersion(DataFolder folder) {
        String written = folder.read(VERSION);
        if (written != null && newer(written, AppInfoParser.getVersion())) {
            throw new EmbeddedException(
                    EmbeddedException.Kind.OTHER_VERSION,
                    "folder " + folder.path() + " was written by Kafka " + written + ", which Kafka "
                            + AppInfoParser.getVersion() + " of this program can't read: use the newer program or"
                            + " another folder");
        }
    }

    /** Whether the first two numbers of a version are above another's; a patch doesn't change the format. */
    static boolean newer(String version, String than) {
        int[] a = numbers(version);
        int[] b = numbers(than);
        return a[0] != b[0] ? a[0] > b[0] : a[1] > b[1];
    }

    private static int[] numbers(@Nullable String version) {
        String[] parts = String.valueOf(version).split("[.-]", -1);
        int[] numbers = new int[2];
        for (int i = 0; i < numbers.length && i < parts.length; i++) {
            numbers[i] = parts[i].matches("\\d{1,6}") ? Integer.parseInt(parts[i]) : 0;
        }
        return numbers;
    }
}
