// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import io.leadstream.notifier.mail.MailAddress;
import io.leadstream.notifier.mail.MailServer;
import io.leadstream.notifier.webhook.Signature;
import io.leadstream.notifier.webhook.WebhookUrl;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.config.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be told, as far as settings that depend on one another say it.
 *
 * @param signature null without webhooks
 * @param mail null without mails
 * @param exceptions null for nobody
 */
record ReceiverSettings(
        List<WebhookUrl> webhooks,
        @Nullable Signature signature,
        MailServer.@Nullable Account mail,
        @Nullable MailAddress exceptions) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    /**
     * Reads them.
     *
     * @throws SettingsException naming every mistake, or that nobody is to be told
     */
    static ReceiverSettings of(Settings settings) {
        List<String> mistakes = new ArrayList<>();
        if (!NotifierSettings.hasReceivers(settings)) {
            mistakes.add("there is nobody to tell: set " + NotifierSettings.WEBHOOK_URL + " or "
                    + NotifierSettings.MAIL_HOST);
        }
        List<WebhookUrl> webhooks = webhooks(settings, mistakes);
        Signature signature = signature(settings, mistakes);
        MailServer.Account mail = mail(settings, mistakes);
        MailAddress exceptions = address(settings, NotifierSettings.MAIL_EXCEPTIONS, mistakes);
        if (!mistakes.isEmpty()) {
            throw new SettingsException(mistakes);
        }
        return new ReceiverSettings(webhooks, signature, mail, exceptions);
    }

    private static List<WebhookUrl> webhooks(Settings settings, List<String> mistakes) {
        List<WebhookUrl> urls = new ArrayList<>();
        List<String> texts = NotifierSettings.webhookUrls(settings);
        for (int place = 0; place < texts.size(); place++) {
            try {
                WebhookUrl url = WebhookUrl.of(texts.get(place), settings.flag(NotifierSettings.WEBHOOK_ALLOW_HTTP));
                if (urls.contains(url)) {
                    throw new IllegalArgumentException("is there twice");
                }
                urls.add(url);
            } catch (IllegalArgumentException e) {
                // Not the address itself: there may be a secret in it.
                mistakes.add(NotifierSettings.WEBHOOK_URL + ": address " + (place + 1) + " " + e.getMessage());
            }
        }
        return urls;
    }

    private static @Nullable Signature signature(Settings settings, List<String> mistakes) {
        if (NotifierSettings.webhookUrls(settings).isEmpty()) {
            return null;
        }
        try {
            return Signature.of(settings.secret(NotifierSettings.WEBHOOK_SECRET));
        } catch (IllegalArgumentException e) {
            mistakes.add(NotifierSettings.WEBHOOK_SECRET + " " + e.getMessage());
            return null;
        }
    }

    private static MailServer.@Nullable Account mail(Settings settings, List<String> mistakes) {
        String host = settings.text(NotifierSettings.MAIL_HOST);
        if (host.isEmpty()) {
            return null;
        }
        MailAddress sender = address(settings, NotifierSettings.MAIL_FROM, mistakes);
        String user = settings.text(NotifierSettings.MAIL_USER);
        MailServer.Tls tls =
                MailServer.Tls.valueOf(settings.text(NotifierSettings.MAIL_TLS).toUpperCase(Locale.ROOT));
        if (settings.text(NotifierSettings.MAIL_FROM).isEmpty()) {
            mistakes.add(NotifierSettings.MAIL_FROM + " is not set; mails need a sender");
        }
        if (tls == MailServer.Tls.NONE && !user.isEmpty() && !THIS_MACHINE.contains(host)) {
            mistakes.add(NotifierSettings.MAIL_TLS + " = \"none\": a password is not sent in the clear to " + host
                    + "; use starttls or tls");
        }
        if (sender == null) {
            return null;
        }
        return new MailServer.Account(
                host,
                settings.integer(NotifierSettings.MAIL_PORT),
                tls,
                user,
                settings.secret(NotifierSettings.MAIL_PASSWORD),
                sender,
                settings.text(NotifierSettings.MAIL_SENDER_NAME),
                settings.millis(NotifierSettings.MAIL_TIMEOUT));
    }

    private static @Nullable MailAddress address(Settings settings, String key, List<String> mistakes) {
        String text = settings.text(key);
        MailAddress address = MailAddress.of(text).orElse(null);
        if (address == null && !text.isEmpty()) {
            mistakes.add(key + " is no mail address such as leads@example.com");
        }
        return address;
    }
}
