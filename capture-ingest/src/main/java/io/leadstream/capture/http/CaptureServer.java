// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.leadstream.capture.CaptureSettings;
import io.leadstream.capture.form.Forms;
import io.leadstream.capture.kafka.LogGateway;
import io.leadstream.capture.read.Identities;
import io.leadstream.capture.read.StrictJson;
import io.leadstream.capture.rules.RulePublisher;
import io.leadstream.domain.identity.EmailFolding;
import io.leadstream.runtime.access.KeyRing;
import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the API on one port with several event loops. */
public final class CaptureServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CaptureServer.class);
    private static final int START_SECONDS = 10;
    private static final int STOP_SECONDS = 5;
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(2);
    private static final int MAX_DEPTH = 16;

    private final Vertx vertx;
    private final int port;

    private CaptureServer(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /**
     * Who is meant by an event, as configured.
     *
     * @throws IllegalArgumentException when the phone region is no country
     */
    public static Identities identities(Settings settings) {
        String region = settings.text(CaptureSettings.PHONE_REGION).toUpperCase(Locale.ROOT);
        if (!region.isEmpty() && !Set.of(Locale.getISOCountries()).contains(region)) {
            throw new IllegalArgumentException(
                    CaptureSettings.PHONE_REGION + ": '" + region + "' is no country; write two letters such as US");
        }
        EmailFolding folding = new EmailFolding(
                Set.copyOf(settings.list(CaptureSettings.PLUS_TAG_DOMAINS)),
                Set.copyOf(settings.list(CaptureSettings.DOT_DOMAINS)));
        return new Identities(folding, region.isEmpty() ? null : region);
    }

    /**
     * Starts to serve.
     *
     * @throws IllegalArgumentException when keys, forms or the phone region are not right
     * @throws IllegalStateException when the port is taken
     */
    public static CaptureServer start(
            Settings settings, LogGateway gateway, RulePublisher rules, Service service, Metrics metrics) {
        ApiParts parts = parts(settings, gateway, rules, metrics);
        int loops = settings.integer(CaptureSettings.HTTP_THREADS);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops).setWorkerPoolSize(4));
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.text(CommonSettings.httpHost(CaptureSettings.MODULE)))
                .setPort(settings.integer(CommonSettings.httpPort(CaptureSettings.MODULE)))
                .setMaxFormAttributeSize(parts.json().maxEventBytes())
                .setMaxFormFields(Failures.MAX_FORM_FIELDS)
                .setIdleTimeout(60)
                .setCompressionSupported(false);
        AtomicInteger bound = new AtomicInteger();
        try {
            await(
                    vertx.deployVerticle(
                            () -> new Loop(options, bound, parts, service, metrics),
                            new DeploymentOptions().setInstances(loops)),
                    START_SECONDS);
        } catch (IllegalStateException e) {
            vertx.close();
            if (e.getCause() instanceof BindException) {
                throw new IllegalStateException(
                        "port " + options.getPort() + " on " + options.getHost()
                                + " is taken: stop what listens there, or set "
                                + CommonSettings.httpPort(CaptureSettings.MODULE),
                        e.getCause());
            }
            throw e;
        }
        log.info("capture listens on {}:{}", options.getHost(), bound.get());
        return new CaptureServer(vertx, bound.get());
    }

    private static ApiParts parts(Settings settings, LogGateway gateway, RulePublisher rules, Metrics metrics) {
        KeyRing keys =
                KeyRing.of(settings.list(CaptureSettings.WRITE_KEYS), settings.list(CaptureSettings.SECRET_KEYS));
        if (keys.isEmpty()) {
            log.warn("no key is configured: only forms are open; set {}", CaptureSettings.WRITE_KEYS);
        }
        CaptureMeters meters = new CaptureMeters(metrics.registry());
        Access access = new Access(
                keys,
                new RateLimit(
                        settings.integer(CaptureSettings.RATE_PER_SECOND),
                        settings.integer(CaptureSettings.RATE_BURST)),
                meters,
                settings.flag(CaptureSettings.TRUST_FORWARDED));
        return new ApiParts(
                gateway,
                rules,
                access,
                meters,
                identities(settings),
                new StrictJson(
                        MAX_DEPTH,
                        settings.integer(CaptureSettings.EVENT_BYTES),
                        settings.integer(CaptureSettings.BATCH_EVENTS)),
                settings.optional(CaptureSettings.FORMS_FILE)
                        .map(file -> Forms.read(Path.of(file)))
                        .orElseGet(Forms::shipped),
                Set.copyOf(settings.list(CaptureSettings.CORS_ORIGINS)),
                settings.integer(CaptureSettings.BATCH_BYTES),
                Duration.ofMillis(settings.integer(CaptureSettings.ANSWER_MILLIS)),
                Clock.systemUTC());
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Takes no new requests and lets the last ones finish. */
    @Override
    public void close() {
        await(vertx.close(), STOP_SECONDS);
    }

    private static <T> void await(Future<T> future, int seconds) {
        try {
            future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("capture's HTTP: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("capture's HTTP: nothing happened in " + seconds + " s", e);
        }
    }

    /** One event loop's share of the port. */
    private static final class Loop extends VerticleBase {

        private final HttpServerOptions options;
        private final AtomicInteger bound;
        private final ApiParts parts;
        private final Service service;
        private final Metrics metrics;
        private @Nullable HttpServer server;

        Loop(HttpServerOptions options, AtomicInteger bound, ApiParts parts, Service service, Metrics metrics) {
            this.options = options;
            this.bound = bound;
            this.parts = parts;
            this.service = service;
            this.metrics = metrics;
        }

        @Override
        public Future<HttpServer> start() {
            return vertx.createHttpServer(options)
                    .invalidRequestHandler(Failures::undecodable)
                    .requestHandler(CaptureApi.router(vertx, parts, service, metrics))
                    .listen()
                    .onSuccess(listening -> {
                        server = listening;
                        bound.set(listening.actualPort());
                    });
        }

        /** Whoever was let in gets an answer; a caller without one would have to send again. */
        @Override
        public Future<?> stop() {
            HttpServer listening = server;
            return listening == null ? Future.succeededFuture() : listening.shutdown(FINISH_WITHIN);
        }
    }
}
