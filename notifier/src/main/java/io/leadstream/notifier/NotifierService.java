// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import io.leadstream.notifier.deliver.Courier;
import io.leadstream.notifier.deliver.DeadLetters;
import io.leadstream.notifier.deliver.Kinds;
import io.leadstream.notifier.deliver.Reader;
import io.leadstream.notifier.deliver.Receiver;
import io.leadstream.notifier.deliver.RetryPlan;
import io.leadstream.notifier.mail.MailReceiver;
import io.leadstream.notifier.mail.MailServer;
import io.leadstream.notifier.mail.RosterFeed;
import io.leadstream.notifier.webhook.Signature;
import io.leadstream.notifier.webhook.WebhookReceiver;
import io.leadstream.notifier.webhook.WebhookUrl;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notifier as a service: a courier for each receiver. */
public final class NotifierService implements Service {

    private static final Logger log = LoggerFactory.getLogger(NotifierService.class);

    private final Settings settings;
    private final ReceiverSettings receivers;
    private final Clock clock = Clock.systemUTC();
    private final List<Courier> couriers = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile @Nullable RosterFeed rosters;

    private NotifierService(Settings settings) {
        this.settings = settings;
        this.receivers = ReceiverSettings.of(settings);
    }

    /**
     * A notifier that is not started yet.
     *
     * @throws io.leadstream.runtime.config.SettingsException when it can't know whom to tell
     */
    public static NotifierService create(Settings settings) {
        return new NotifierService(settings);
    }

    @Override
    public String name() {
        return "notifier";
    }

    @Override
    public void start() {
        TopicProvisioner.provision(
                settings,
                List.of(
                        Topics.LEAD_ASSIGNMENTS,
                        Topics.ASSIGNMENT_ALERTS,
                        Topics.ROSTERS,
                        Topics.NOTIFICATION_DEAD_LETTERS),
                List.of());
        TopicSerdes serdes = open(TopicSerdes.from(settings.serde()));
        serdes.register(List.of(Topics.NOTIFICATION_DEAD_LETTERS));
        DeadLetters deadLetters = open(new DeadLetters(settings.kafkaProducer(), serdes));
        Reader reader = new Reader(serdes);
        for (Receiver receiver : receivers(serdes)) {
            Courier courier = open(new Courier(
                    options(), receiver, reader, deadLetters, Metrics.process().registry(), clock));
            couriers.add(courier);
            courier.start();
            log.info("notifications go to {} by {}", receiver.host(), receiver.channel());
        }
    }

    @Override
    public boolean live() {
        return failure() == null
                && couriers.stream()
                        .allMatch(courier -> courier.silence().compareTo(settings.millis(NotifierSettings.STALL)) < 0);
    }

    @Override
    public boolean ready() {
        RosterFeed feed = rosters;
        return !couriers.isEmpty() && couriers.stream().allMatch(Courier::ready) && (feed == null || feed.caughtUp());
    }

    @Override
    public @Nullable Exception failure() {
        return couriers.stream()
                .map(Courier::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        couriers.forEach(Courier::stop);
        synchronized (opened) {
            while (!opened.isEmpty()) {
                try {
                    opened.pop().close();
                } catch (Exception e) {
                    log.warn("a part of the notifier did not stop cleanly: {}", e.toString());
                }
            }
        }
    }

    private List<Receiver> receivers(TopicSerdes serdes) {
        List<Receiver> all = new ArrayList<>();
        Signature signature = receivers.signature();
        if (signature != null) {
            for (WebhookUrl url : receivers.webhooks()) {
                all.add(new WebhookReceiver(
                        url,
                        signature,
                        kinds(NotifierSettings.WEBHOOK_KINDS, Kinds.ALL),
                        settings.integer(NotifierSettings.WEBHOOK_CONCURRENCY),
                        settings.millis(NotifierSettings.WEBHOOK_TIMEOUT),
                        clock));
            }
        }
        MailServer.Account account = receivers.mail();
        if (account != null) {
            RosterFeed feed = open(new RosterFeed(settings.kafkaConsumer(), serdes));
            feed.start();
            rosters = feed;
            all.add(new MailReceiver(
                    new MailServer(account, clock),
                    feed,
                    receivers.exceptions(),
                    settings.text(NotifierSettings.MAIL_LEAD_URL),
                    kinds(NotifierSettings.MAIL_KINDS, Kinds.BY_MAIL),
                    settings.integer(NotifierSettings.MAIL_CONCURRENCY),
                    clock));
        }
        return all;
    }

    private Set<String> kinds(String key, Set<String> all) {
        List<String> chosen = settings.list(key);
        return chosen.isEmpty() ? all : new HashSet<>(chosen);
    }

    private Courier.Options options() {
        return new Courier.Options(
                settings.text(NotifierSettings.GROUP_ID),
                settings.text(NotifierSettings.GROUP_PROTOCOL),
                settings.kafkaConsumer(),
                new RetryPlan(
                        settings.integer(NotifierSettings.RETRY_ATTEMPTS),
                        settings.millis(NotifierSettings.RETRY_FIRST),
                        settings.millis(NotifierSettings.RETRY_LONGEST),
                        settings.millis(NotifierSettings.RETRY_ASKED)),
                settings.integer(NotifierSettings.WINDOW),
                settings.millis(NotifierSettings.MAX_AGE));
    }

    private <T extends AutoCloseable> T open(T part) {
        synchronized (opened) {
            opened.push(part);
        }
        return part;
    }
}
