// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.kafka;

import io.leadstream.runtime.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows whether the brokers can be written to, and asks them again and again while they can't. */
final class BrokerWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BrokerWatch.class);
    private static final int ASK_EVERY_MILLIS = 400;
    private static final int ANSWER_WITHIN_MILLIS = 1_500;

    private final Admin admin;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "capture-broker-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean up = true;

    private BrokerWatch(Admin admin) {
        this.admin = admin;
    }

    static BrokerWatch open(Settings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "leadstream-capture-watch");
        config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
        config.putAll(settings.kafkaAdmin());
        BrokerWatch watch = new BrokerWatch(Admin.create(config));
        var unused = watch.asking.scheduleWithFixedDelay(
                watch::ask, ASK_EVERY_MILLIS, ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    boolean up() {
        return up;
    }

    /** True when the brokers are to blame for a write that failed, and not the record. */
    static boolean blames(Exception problem) {
        return !(problem instanceof RecordTooLargeException || problem instanceof SerializationException);
    }

    /** A write failed: the brokers count as away until they answer again. */
    void tell(Exception problem) {
        if (up) {
            up = false;
            log.warn("the brokers don't confirm writes, answering 503 until they do: {}", problem.getMessage());
        }
    }

    void confirmed() {
        if (!up) {
            up = true;
            log.info("the brokers confirm writes again");
        }
    }

    private void ask() {
        if (up) {
            return;
        }
        try {
            admin.describeCluster().nodes().get(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
            confirmed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            log.debug("the brokers are still away: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }
}
