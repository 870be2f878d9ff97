// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.webhook;

import io.leadstream.notifier.deliver.Notification;
import io.leadstream.notifier.deliver.Outcome;
import io.leadstream.notifier.deliver.Receiver;
import io.leadstream.schemas.notification.Channel;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts signed CloudEvents to one address. What it answers is a status and a wish when to come again, no more. */
public final class WebhookReceiver implements Receiver {

    private static final Logger log = LoggerFactory.getLogger(WebhookReceiver.class);
    private static final int GONE = 410;

    private final WebhookUrl url;
    private final Signature signature;
    private final Set<String> kinds;
    private final int concurrency;
    private final Duration timeout;
    private final HttpClient client;
    private final Clock clock;

    /** A receiver that is told these kinds; an attempt ends after the time-out, whatever the other side does. */
    public WebhookReceiver(
            WebhookUrl url, Signature signature, Set<String> kinds, int concurrency, Duration timeout, Clock clock) {
        this.url = url;
        this.signature = signature;
        this.kinds = Set.copyOf(kinds);
        this.concurrency = concurrency;
        this.timeout = timeout;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public String name() {
        return "webhook-" + url.name();
    }

    @Override
    public String host() {
        return url.host();
    }

    @Override
    public Set<String> kinds() {
        return kinds;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public Outcome deliver(Notification notification) throws InterruptedException {
        CompletableFuture<HttpResponse<Boolean>> answer =
                client.sendAsync(request(notification), head -> new BoundedAnswer());
        try {
            return outcome(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Outcome.postponed("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            // Its message may hold the address, whose path may be a secret.
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            return Outcome.postponed("no answer: " + cause.getClass().getSimpleName());
        } finally {
            // Ends the exchange when it isn't over.
            answer.cancel(true);
        }
    }

    private HttpRequest request(Notification notification) {
        byte[] body = EventJson.of(notification);
        long now = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(url.uri())
                .timeout(timeout)
                .header("content-type", EventJson.CONTENT_TYPE)
                .header("user-agent", "leadstream-notifier")
                .header("webhook-id", notification.id())
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", signature.sign(notification.id(), now, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private Outcome outcome(HttpResponse<?> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return Outcome.delivered();
        }
        if (status == 408 || status == 429 || status >= 500) {
            String asked = answer.headers().firstValue("retry-after").orElse(null);
            return new Outcome.Postponed(status, "answered " + status, RetryAfter.of(asked, clock.instant()));
        }
        if (status == GONE) {
            log.warn("the webhook at {} says that it is gone for good: take it out of notifier.webhook.url", host());
        }
        return Outcome.refused(status, "answered " + status + (status < 400 ? ", and redirects are not followed" : ""));
    }
}
