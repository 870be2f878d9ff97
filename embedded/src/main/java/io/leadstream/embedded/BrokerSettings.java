// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** Settings of the one node: broker and controller together, on loopback, small, and quick to notice the dead. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final String CLIENTS = "CLIENTS";

    private BrokerSettings() {}

    static Properties of(Path logs, int port, int controllerPort) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", String.valueOf(NODE_ID));
        p.setProperty(
                "listeners", CLIENTS + "://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", CLIENTS + "://127.0.0.1:" + port);
        p.setProperty("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        p.setProperty("inter.broker.listener.name", CLIENTS);
        p.setProperty("controller.listener.names", CONTROLLER);
        p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        p.setProperty("log.dirs", logs.toString());

        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("default.replication.factor", "1");
        p.setProperty("min.insync.replicas", "1");
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.num.partitions", "2");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        // Offsets of a group that nobody runs must outlive a long holiday, or a restart reads everything again.
        p.setProperty("offsets.retention.minutes", "5256000");

        // A killed client holds others up until its transaction and its session are given up.
        p.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // So long, too, does a restarted node wait for the one that was killed.
        p.setProperty("broker.session.timeout.ms", "5000");
        p.setProperty("broker.heartbeat.interval.ms", "1000");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("group.min.session.timeout.ms", "1000");
        p.setProperty("group.consumer.min.session.timeout.ms", "1000");
        p.setProperty("group.consumer.session.timeout.ms", "6000");
        p.setProperty("group.consumer.min.heartbeat.interval.ms", "500");
        p.setProperty("group.consumer.heartbeat.interval.ms", "1500");
        p.setProperty("group.streams.min.session.timeout.ms", "1000");
        p.setProperty("group.streams.session.timeout.ms", "6000");
        p.setProperty("group.streams.min.heartbeat.interval.ms", "500");
        p.setProperty("group.streams.heartbeat.interval.ms", "1500");
        p.setProperty("group.streams.initial.rebalance.delay.ms", "0");

        // The defaults are for a machine that does nothing else.
        p.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        p.setProperty("log.cleaner.threads", "1");
        p.setProperty("log.index.size.max.bytes", "2097152");
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("background.threads", "2");
        p.setProperty("num.recovery.threads.per.data.dir", "2");
        return p;
    }
}
