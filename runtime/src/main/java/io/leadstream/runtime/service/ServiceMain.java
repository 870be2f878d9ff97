// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.service;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.config.SettingsException;
import io.leadstream.runtime.config.SettingsLoader;
import io.leadstream.runtime.config.SettingsTable;
import io.leadstream.runtime.health.RouteServer;
import io.leadstream.runtime.logging.Logging;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.topic.ProvisioningException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main of every service that runs alone: settings, health, start, wait, stop. The exit code is 0 after a wanted
 * stop, 1 when the service could not start or failed, 2 when the settings are wrong.
 */
public final class ServiceMain {

    public static final int STOPPED = 0;
    public static final int FAILED = 1;
    public static final int MISCONFIGURED = 2;

    private static final Logger log = LoggerFactory.getLogger(ServiceMain.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final int LOOK_MILLIS = 200;

    private final CountDownLatch stopWanted = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Thread> starting = new AtomicReference<>();
    private final AtomicInteger code = new AtomicInteger(FAILED);
    private final Map<String, String> env;
    private final PrintStream out;
    private final PrintStream err;

    ServiceMain(Map<String, String> env, PrintStream out, PrintStream err) {
        this.env = env;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a service until it is told to stop or fails, and then ends the process.
     *
     * @param module first part of the service's own keys, such as {@code scoring}
     * @param def every key it knows, made by {@link CommonSettings#define}
     */
    public static void run(String module, ConfigDef def, String[] args, Function<Settings, Service> create) {
        writePlainNumbers();
        ServiceMain main = new ServiceMain(System.getenv(), System.out, System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(main::stopAndHalt, "stop"));
        int code = main.execute(module, def, args, create);
        // A hook that is already running halts by itself; this waits for it.
        System.exit(code);
    }

    /**
     * Has the process write numbers the same way wherever it runs. Kafka Streams 4.3 also formats text about each input
     * that is empty, for every record, and in a container's usual locale, which is English of no country, looks up the
     * shape of digits each time: a tenth of a topology's time.
     */
    public static void writePlainNumbers() {
        Locale.setDefault(Locale.Category.FORMAT, Locale.US);
    }

    int execute(String module, ConfigDef def, String[] args, Function<Settings, Service> create) {
        try {
            code.set(runToEnd(module, def, args, create));
        } finally {
            ended.countDown();
        }
        return code.get();
    }

    /** Asks the running service to stop; returns at once. A start that waits for brokers is given up. */
    void stop() {
        stopWanted.countDown();
        Thread thread = starting.get();
        if (thread != null) {
            thread.interrupt();
        }
    }

    private int runToEnd(String module, ConfigDef def, String[] args, Function<Settings, Service> create) {
        if (Arrays.asList(args).contains("--help")) {
            out.print(SettingsTable.help(def));
            return STOPPED;
        }
        Settings settings;
        try {
            settings = SettingsLoader.load(def, module, args, env);
        } catch (SettingsException e) {
            e.mistakes().forEach(err::println);
            return MISCONFIGURED;
        }
        Logging.use(settings.text(CommonSettings.LOG_FORMAT));
        log.info("starting with {}", settings.printable());
        try (Service service = create.apply(settings);
                RouteServer health = serveHealth(module, settings, service)) {
            if (health != null) {
                log.info("{} tells its health on port {}", service.name(), health.port());
            }
            return startAndAwait(service);
        } catch (SettingsException e) {
            e.mistakes().forEach(err::println);
            return MISCONFIGURED;
        } catch (ProvisioningException e) {
            log.error("{} can't run: {}", module, e.getMessage());
            return FAILED;
        } catch (Exception e) {
            log.error("{} can't run: {}", module, e.getMessage(), e);
            return FAILED;
        }
    }

    private int startAndAwait(Service service) throws InterruptedException {
        starting.set(Thread.currentThread());
        try {
            service.start();
        } catch (RuntimeException e) {
            if (stopWanted.getCount() > 0) {
                throw e;
            }
            log.info("{} stops as asked, before it had started", service.name());
            return STOPPED;
        } finally {
            starting.set(null);
            // What was meant for the start must not disturb the stop.
            Thread.interrupted();
        }
        log.info("{} started", service.name());
        return await(service);
    }

    private static @Nullable RouteServer serveHealth(String module, Settings settings, Service service) {
        if (service.servesHealth()) {
            return null;
        }
        return RouteServer.health(
                settings.text(CommonSettings.httpHost(module)),
                settings.integer(CommonSettings.httpPort(module)),
                service,
                Metrics.process());
    }

    private int await(Service service) throws InterruptedException {
        while (!stopWanted.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            Exception failure = service.failure();
            if (failure != null) {
                log.error("{} failed: {}", service.name(), failure.getMessage(), failure);
                return FAILED;
            }
        }
        log.info("{} stops as asked", service.name());
        return STOPPED;
    }

    /** On SIGTERM and on exit: a clean stop is told by exit code 0 instead of the signal's. */
    private void stopAndHalt() {
        stop();
        boolean clean = false;
        try {
            clean = ended.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(clean ? code.get() : FAILED);
    }
}
