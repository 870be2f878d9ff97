// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.leadstream.runtime.config.CommonSettings;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/** Keys of the conversion sink. */
public final class SinkSettings {

    /** First part of its own keys. */
    public static final String MODULE = "sink";

    public static final String GROUP_ID = "sink.group.id";
    public static final String GROUP_PROTOCOL = "sink.group.protocol";
    public static final String THREADS = "sink.threads";
    public static final String BATCH_RECORDS = "sink.batch.max.records";
    public static final String JDBC_URL = "sink.jdbc.url";
    public static final String JDBC_USER = "sink.jdbc.user";
    public static final String JDBC_PASSWORD = "sink.jdbc.password";
    public static final String JDBC_CONNECT_TIMEOUT = "sink.jdbc.connect.timeout.ms";
    public static final String JDBC_SOCKET_TIMEOUT = "sink.jdbc.socket.timeout.ms";
    public static final String RETRY_FIRST = "sink.retry.first.ms";
    public static final String RETRY_LONGEST = "sink.retry.longest.ms";
    public static final String VERIFY_INTERVAL = "sink.verify.interval.ms";
    public static final String DEAD_LETTERS = "sink.dead.letters.per.minute";
    public static final String STALL = "sink.stall.ms";
    public static final String READ_KEYS = "sink.read.keys";

    private static final int HTTP_PORT = 8093;

    private SinkSettings() {}

    /** Every key with its default and meaning. */
    public static ConfigDef define() {
        return CommonSettings.define(MODULE, HTTP_PORT)
                .define(
                        JDBC_URL,
                        ConfigDef.Type.STRING,
                        "jdbc:postgresql://localhost:5432/leadstream",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "The database, as a JDBC URL.")
                .define(
                        JDBC_USER,
                        ConfigDef.Type.STRING,
                        "leadstream",
                        new ConfigDef.NonEmptyString(),
                        HIGH,
                        "Database user; owns the tables.")
                .define(JDBC_PASSWORD, ConfigDef.Type.PASSWORD, "", HIGH, "Password of the database user.")
                .define(
                        READ_KEYS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        HIGH,
                        "Keys that may ask about leads over HTTP, as name:SHA-256 in hex; `printf %s KEY | sha256sum`"
                                + " makes the second half. They open personal data: never put one into a web page.")
                .define(
                        THREADS,
                        ConfigDef.Type.INT,
                        2,
                        between(1, 64),
                        HIGH,
                        "Consumers, each with a thread and a connection of its own; more than partitions are idle.")
                .define(
                        BATCH_RECORDS,
                        ConfigDef.Type.INT,
                        5000,
                        between(1, 100_000),
                        MEDIUM,
                        "Most records in a transaction; a batch is what has come while the last one was written, and a little later.")
                .define(
                        GROUP_ID,
                        ConfigDef.Type.STRING,
                        "conversion-sink",
                        new ConfigDef.NonEmptyString(),
                        MEDIUM,
                        "Consumer group, and name under which the database keeps the offsets. Another name writes"
                                + " everything again, which changes no row.")
                .define(
                        GROUP_PROTOCOL,
                        ConfigDef.Type.STRING,
                        "consumer",
                        ConfigDef.ValidString.in("consumer", "classic"),
                        LOW,
                        "Rebalance protocol; classic for brokers before 4.0.")
                .define(
                        JDBC_CONNECT_TIMEOUT,
                        ConfigDef.Type.INT,
                        5000,
                        between(1000, 60_000),
                        LOW,
                        "Milliseconds to wait for a connection to the database.")
                .define(
                        JDBC_SOCKET_TIMEOUT,
                        ConfigDef.Type.INT,
                        60_000,
                        between(1000, 600_000),
                        LOW,
                        "Milliseconds to wait for an answer of the database before the connection is given up.")
                .define(
                        RETRY_FIRST,
                        ConfigDef.Type.INT,
                        100,
                        between(1, 60_000),
                        LOW,
                        "Milliseconds before the first new attempt after a failure that may pass; doubles each time.")
                .define(
                        RETRY_LONGEST,
                        ConfigDef.Type.INT,
                        10_000,
                        between(1, 300_000),
                        LOW,
                        "Most milliseconds between attempts.")
                .define(
                        VERIFY_INTERVAL,
                        ConfigDef.Type.INT,
                        10_000,
                        between(100, 600_000),
                        LOW,
                        "Milliseconds between looks whether topics and claims are what they were.")
                .define(
                        DEAD_LETTERS,
                        ConfigDef.Type.INT,
                        500,
                        atLeast(0),
                        MEDIUM,
                        "Records that may be set aside in a minute; one more stops the process, so that a bad release"
                                + " can't drain a topic.")
                .define(
                        STALL,
                        ConfigDef.Type.LONG,
                        180_000L,
                        atLeast(1000L),
                        LOW,
                        "Milliseconds that a thread may be silent before the process counts as dead.");
    }
}
