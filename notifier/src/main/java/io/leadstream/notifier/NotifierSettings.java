// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.leadstream.notifier.deliver.Kinds;
import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/** Keys of the notifier. */
public final class NotifierSettings {

    /** First part of its own keys. */
    public static final String MODULE = "notifier";

    public static final String WEBHOOK_URL = "notifier.webhook.url";
    public static final String WEBHOOK_SECRET = "notifier.webhook.secret";
    public static final String WEBHOOK_ALLOW_HTTP = "notifier.webhook.allow.http";
    public static final String WEBHOOK_KINDS = "notifier.webhook.kinds";
    public static final String WEBHOOK_TIMEOUT = "notifier.webhook.timeout.ms";
    public static final String WEBHOOK_CONCURRENCY = "notifier.webhook.concurrency";
    public static final String MAIL_HOST = "notifier.mail.host";
    public static final String MAIL_PORT = "notifier.mail.port";
    public static final String MAIL_TLS = "notifier.mail.tls";
    public static final String MAIL_USER = "notifier.mail.user";
    public static final String MAIL_PASSWORD = "notifier.mail.password";
    public static final String MAIL_FROM = "notifier.mail.from";
    public static final String MAIL_SENDER_NAME = "notifier.mail.sender.name";
    public static final String MAIL_EXCEPTIONS = "notifier.mail.exceptions.to";
    public static final String MAIL_KINDS = "notifier.mail.kinds";
    public static final String MAIL_LEAD_URL = "notifier.mail.lead.url";
    public static final String MAIL_TIMEOUT = "notifier.mail.timeout.ms";
    public static final String MAIL_CONCURRENCY = "notifier.mail.concurrency";
    public static final String RETRY_ATTEMPTS = "notifier.retry.attempts";
    public static final String RETRY_FIRST = "notifier.retry.first.ms";
    public static final String RETRY_LONGEST = "notifier.retry.longest.ms";
    public static final String RETRY_ASKED = "notifier.retry.after.longest.ms";
    public static final String MAX_AGE = "notifier.max.age.ms";
    public static final String WINDOW = "notifier.window";
    public static final String GROUP_ID = "notifier.group.id";
    public static final String GROUP_PROTOCOL = "notifier.group.protocol";
    public static final String STALL = "notifier.stall.ms";

    private static final int HTTP_PORT = 8094;

    private NotifierSettings() {}

    /** Whether there is anybody to tell. */
    public static boolean hasReceivers(Settings settings) {
        return !webhookUrls(settings).isEmpty() || !settings.text(MAIL_HOST).isEmpty();
    }

    /** Addresses of webhooks as they were written: never to be logged. */
    static List<String> webhookUrls(Settings settings) {
        return Stream.of(settings.secret(WEBHOOK_URL).split(",", -1))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
    }

    /** Every key with its default and meaning. */
    public static ConfigDef define() {
        ConfigDef def = CommonSettings.define(MODULE, HTTP_PORT);
        defineWebhook(def);
        defineMail(def);
        defineDelivery(def);
        return def;
    }

    private static void defineWebhook(ConfigDef def) {
        def.define(
                        WEBHOOK_URL,
                        ConfigDef.Type.PASSWORD,
                        "",
                        HIGH,
                        "Where webhooks go, one address or several, separated by commas; empty: no webhooks. Hidden in"
                                + " logs, for a path may be a secret.")
                .define(
                        WEBHOOK_SECRET,
                        ConfigDef.Type.PASSWORD,
                        "",
                        HIGH,
                        "What webhooks are signed with: whsec_ and random bytes in base64;"
                                + " `echo whsec_$(openssl rand -base64 32)` makes one. Several, separated by commas,"
                                + " while receivers change over.")
                .define(
                        WEBHOOK_ALLOW_HTTP,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        MEDIUM,
                        "Let webhooks leave this machine over plain http.")
                .define(
                        WEBHOOK_KINDS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        new KindsCheck(Kinds.ALL),
                        MEDIUM,
                        "What webhooks tell; empty: everything.")
                .define(
                        WEBHOOK_TIMEOUT,
                        ConfigDef.Type.INT,
                        10_000,
                        between(100, 120_000),
                        LOW,
                        "Milliseconds after which an attempt without an answer has failed.")
                .define(
                        WEBHOOK_CONCURRENCY,
                        ConfigDef.Type.INT,
                        8,
                        between(1, 64),
                        LOW,
                        "Most webhooks on their way to one address; those about one lead never overtake each other.");
    }

    private static void defineMail(ConfigDef def) {
        def.define(MAIL_HOST, ConfigDef.Type.STRING, "", HIGH, "Mail server (SMTP); empty: no mails.")
                .define(MAIL_PORT, ConfigDef.Type.INT, 587, between(1, 65_535), HIGH, "Port of the mail server.")
                .define(
                        MAIL_TLS,
                        ConfigDef.Type.STRING,
                        "starttls",
                        ConfigDef.ValidString.in("starttls", "tls", "none"),
                        HIGH,
                        "starttls: must become TLS before anything is said; tls: TLS from the start, usually port 465;"
                                + " none: in the clear.")
                .define(MAIL_USER, ConfigDef.Type.STRING, "", HIGH, "User of the mail server; empty: no login.")
                .define(MAIL_PASSWORD, ConfigDef.Type.PASSWORD, "", HIGH, "Password of that user.")
                .define(MAIL_FROM, ConfigDef.Type.STRING, "", HIGH, "Sender's address; needed for mails.")
                .define(MAIL_SENDER_NAME, ConfigDef.Type.STRING, "leadstream", LOW, "Name beside the sender's address.")
                .define(
                        MAIL_EXCEPTIONS,
                        ConfigDef.Type.STRING,
                        "",
                        MEDIUM,
                        "Who gets what is for the manager of a team without one; empty: the owner, or nobody.")
                .define(
                        MAIL_KINDS,
                        ConfigDef.Type.LIST,
                        new ArrayList<>(Kinds.TO_ACT_ON),
                        new KindsCheck(Kinds.BY_MAIL),
                        MEDIUM,
                        "What mails tell; empty: everything, also what became of each offer. Queued leads have no owner"
                                + " to write to.")
                .define(
                        MAIL_LEAD_URL,
                        ConfigDef.Type.STRING,
                        "",
                        MEDIUM,
                        "Where a lead is answered, for a link in mails: {leadId} and {offerNumber} are filled in.")
                .define(
                        MAIL_TIMEOUT,
                        ConfigDef.Type.INT,
                        20_000,
                        between(100, 300_000),
                        LOW,
                        "Milliseconds to wait for each answer of the mail server.")
                .define(
                        MAIL_CONCURRENCY,
                        ConfigDef.Type.INT,
                        2,
                        between(1, 32),
                        LOW,
                        "Most mails on their way; those about one lead never overtake each other.");
    }

    private static void defineDelivery(ConfigDef def) {
        def.define(
                        RETRY_ATTEMPTS,
                        ConfigDef.Type.INT,
                        10,
                        between(1, 100),
                        MEDIUM,
                        "Attempts before a notification is given up and goes to notification-dead-letters.")
                .define(
                        RETRY_FIRST,
                        ConfigDef.Type.INT,
                        1000,
                        between(1, 3_600_000),
                        LOW,
                        "Most milliseconds before the second attempt, and half of it at least; doubles each time.")
                .define(
                        RETRY_LONGEST,
                        ConfigDef.Type.INT,
                        60_000,
                        between(1, 3_600_000),
                        LOW,
                        "Most milliseconds between attempts, unless the receiver asks for more.")
                .define(
                        RETRY_ASKED,
                        ConfigDef.Type.INT,
                        900_000,
                        between(1, 86_400_000),
                        LOW,
                        "Most milliseconds that a receiver's Retry-After counts.")
                .define(
                        MAX_AGE,
                        ConfigDef.Type.LONG,
                        86_400_000L,
                        atLeast(1000L),
                        MEDIUM,
                        "Milliseconds after which something is too old to be told for the first time, and is given up.")
                .define(
                        WINDOW,
                        ConfigDef.Type.INT,
                        1000,
                        between(10, 100_000),
                        LOW,
                        "Most notifications that are read and not yet delivered or given up, for each receiver, about.")
                .define(
                        GROUP_ID,
                        ConfigDef.Type.STRING,
                        "notifier",
                        new ConfigDef.NonEmptyString(),
                        MEDIUM,
                        "First part of the consumer groups' names. A group that never was begins at the end of the"
                                + " topics.")
                .define(
                        GROUP_PROTOCOL,
                        ConfigDef.Type.STRING,
                        "consumer",
                        ConfigDef.ValidString.in("consumer", "classic"),
                        LOW,
                        "Rebalance protocol; classic for brokers before 4.0.")
                .define(
                        STALL,
                        ConfigDef.Type.LONG,
                        180_000L,
                        atLeast(1000L),
                        LOW,
                        "Milliseconds that a consumer may be silent before the process counts as dead.");
    }
}
