// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import org.apache.kafka.common.config.ConfigDef;

/** Keys that every process, or every process with a topology, has. Names are public so that tests can set them. */
public final class CommonSettings {

    public static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
    public static final String REGISTRY_URL = "schema.registry.url";
    public static final String REGISTRY_AUTH = "schema.registry.basic.auth";
    public static final String PARTITIONS = "kafka.topics.partitions";
    public static final String REPLICATION = "kafka.topics.replication";
    public static final String MIN_INSYNC = "kafka.topics.min.insync.replicas";
    public static final String LOG_FORMAT = "log.format";

    private CommonSettings() {}

    /**
     * A declaration that holds the keys of every process; the caller adds its own.
     *
     * @param module first part of the process's own keys, such as {@code scoring}
     * @param httpPort default of {@code <module>.http.port}
     */
    public static ConfigDef define(String module, int httpPort) {
        return new ConfigDef()
                .define(
                        BOOTSTRAP_SERVERS,
                        ConfigDef.Type.STRING,
                        "localhost:9092",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "Kafka brokers as host:port, separated by commas.")
                .define(
                        REGISTRY_URL,
                        ConfigDef.Type.STRING,
                        "http://localhost:8081",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "Schema registry with Confluent's REST API; memory://name keeps schemas in the process.")
                .define(
                        REGISTRY_AUTH,
                        ConfigDef.Type.PASSWORD,
                        "",
                        MEDIUM,
                        "user:password for the schema registry, when it asks.")
                .define(
                        PARTITIONS,
                        ConfigDef.Type.INT,
                        24,
                        between(1, 1000),
                        HIGH,
                        "Partitions of the topics that scale out; can't grow later without moving state.")
                .define(
                        REPLICATION,
                        ConfigDef.Type.INT,
                        1,
                        between(-1, 10),
                        HIGH,
                        "Copies of each topic that is created; -1 leaves it to the broker.")
                .define(
                        MIN_INSYNC,
                        ConfigDef.Type.INT,
                        -1,
                        between(-1, 10),
                        MEDIUM,
                        "Copies that must have a record before it counts as written; -1 leaves it to the broker.")
                .define(
                        httpHost(module),
                        ConfigDef.Type.STRING,
                        "127.0.0.1",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "Address that HTTP listens on; 0.0.0.0 for every network.")
                .define(
                        httpPort(module),
                        ConfigDef.Type.INT,
                        httpPort,
                        between(0, 65_535),
                        HIGH,
                        "Port that HTTP listens on; 0 takes a free one.")
                .define(
                        LOG_FORMAT,
                        ConfigDef.Type.STRING,
                        "text",
                        ConfigDef.ValidString.in("text", "json"),
                        LOW,
                        "How log lines look on standard error.");
    }

    /** Adds the keys of a process that runs a topology. */
    public static ConfigDef defineStreams(ConfigDef def, String module) {
        return defineStreams(def, module, 0);
    }

    /**
     * Adds the keys of a process that runs a topology.
     *
     * @param taskIdleMillis default of {@code <module>.streams.task.idle.ms}; -1 for a topology whose result doesn't
     *     depend on the order between its topics
     */
    public static ConfigDef defineStreams(ConfigDef def, String module, long taskIdleMillis) {
        return def.define(
                        module + ".streams.threads",
                        ConfigDef.Type.INT,
                        1,
                        between(1, 64),
                        HIGH,
                        "Threads that process records; about the number of cores.")
                .define(
                        module + ".streams.state.dir",
                        ConfigDef.Type.STRING,
                        "data/state",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "Folder for local state, on a real disk; rebuilt from Kafka when lost.")
                .define(
                        module + ".streams.standby.replicas",
                        ConfigDef.Type.INT,
                        1,
                        between(0, 3),
                        MEDIUM,
                        "Warm copies of each state on other instances, for a quick take-over.")
                .define(
                        module + ".streams.commit.interval.ms",
                        ConfigDef.Type.INT,
                        50,
                        between(5, 4000),
                        MEDIUM,
                        "Milliseconds between commits: each hop delays an output by up to this long.")
                .define(
                        module + ".streams.poll.ms",
                        ConfigDef.Type.INT,
                        10,
                        between(1, 1000),
                        LOW,
                        "Milliseconds to wait for input before timers and commits are looked at.")
                .define(
                        module + ".streams.task.idle.ms",
                        ConfigDef.Type.LONG,
                        taskIdleMillis,
                        atLeast(-1L),
                        LOW,
                        "Milliseconds to wait for a topic that is empty, so that records of several topics go by their"
                                + " time; 0: only for records that are on the broker; -1: never.")
                .define(
                        module + ".streams.group.protocol",
                        ConfigDef.Type.STRING,
                        "classic",
                        ConfigDef.ValidString.in("classic", "streams"),
                        LOW,
                        "Rebalance protocol; a streams group refuses a changed topology on Kafka 4.3.")
                .define(
                        module + ".streams.stall.ms",
                        ConfigDef.Type.LONG,
                        120_000L,
                        atLeast(1000L),
                        LOW,
                        "Milliseconds that records may wait without any commit before the process counts as dead.")
                .define(
                        module + ".dead.letters.per.minute",
                        ConfigDef.Type.INT,
                        500,
                        atLeast(0),
                        MEDIUM,
                        "Records that may be set aside in a minute; one more stops the process, so that a bad"
                                + " release can't drain a topic.")
                .define(
                        "rocksdb.cache.bytes",
                        ConfigDef.Type.LONG,
                        268_435_456L,
                        atLeast(8_388_608L),
                        MEDIUM,
                        "Memory for reading local state, shared by every store of the process.")
                .define(
                        "rocksdb.write.buffer.bytes",
                        ConfigDef.Type.LONG,
                        100_663_296L,
                        atLeast(8_388_608L),
                        MEDIUM,
                        "Memory, within the cache, for local state that is not yet on disk.");
    }

    public static String httpHost(String module) {
        return module + ".http.host";
    }

    public static String httpPort(String module) {
        return module + ".http.port";
    }
}
