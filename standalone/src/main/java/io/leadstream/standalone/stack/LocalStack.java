// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import io.leadstream.embedded.EmbeddedDatabase;
import io.leadstream.embedded.EmbeddedKafka;
import io.leadstream.embedded.registry.RegistryServer;
import io.leadstream.runtime.service.Service;
import io.leadstream.standalone.terminal.Steps;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance: Kafka, registry and PostgreSQL embedded, and every service, in this process and over one data folder.
 * Closing stops everything in the opposite order of its start; the data stay.
 */
public final class LocalStack implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalStack.class);
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    private final DataFolder folder;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<Service> services = new ArrayList<>();
    private final ExecutorService starters = Executors.newCachedThreadPool();
    private @Nullable Instance instance;

    private LocalStack(DataFolder folder) {
        this.folder = folder;
    }

    /**
     * Starts everything and returns when it is ready for work.
     *
     * @param unwanted asked between the steps; true ends the start with a {@link CancellationException}
     * @throws StandaloneException for what the person at the keyboard can mend
     */
    public static LocalStack start(StackPlan plan, String version, Steps steps, BooleanSupplier unwanted)
            throws Exception {
        plan.notifier().check();
        DataFolder folder = DataFolder.open(plan.folder());
        FileLog.to(folder.path());
        LocalStack stack = new LocalStack(folder);
        stack.started.push(folder);
        stack.started.push(stack.starters::shutdownNow);
        boolean ready = false;
        try {
            stack.startAll(plan, version, steps, unwanted);
            ready = true;
            return stack;
        } finally {
            if (!ready) {
                stack.close();
            }
        }
    }

    public Instance instance() {
        if (instance == null) {
            throw new IllegalStateException("not started");
        }
        return instance;
    }

    public DataFolder folder() {
        return folder;
    }

    public Keys keys() {
        return Keys.of(folder.path());
    }

    /** What ended a service against its will; null while all is well. */
    public @Nullable Exception failure() {
        for (Service service : services) {
            Exception failure = service.failure();
            if (failure != null) {
                return new StandaloneException(
                        service.name() + " has failed: " + failure.getMessage(),
                        "The log tells more: " + FileLog.in(folder.path()),
                        failure);
            }
        }
        return null;
    }

    @Override
    public void close() {
        // Whoever was interrupted to get here still has to put things away in peace.
        boolean interrupted = Thread.interrupted();
        while (!started.isEmpty()) {
            AutoCloseable last = started.pop();
            try {
                last.close();
            } catch (Exception e) {
                log.warn("{} did not stop cleanly: {}", last, e.getMessage(), e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAll(StackPlan plan, String version, Steps steps, BooleanSupplier unwanted) throws Exception {
        // A killed process leaves its database running on the port that is chosen next.
        EmbeddedDatabase.endOrphan(folder.within("postgres"));
        Ports ports = new Ports();
        int http = ports.choose(plan.httpPort(), StackPlan.USUAL_HTTP, "--http-port");
        int kafkaPort = ports.choose(plan.kafkaPort(), StackPlan.USUAL_KAFKA, "--kafka-port");
        int registryPort = ports.choose(plan.registryPort(), StackPlan.USUAL_REGISTRY, "--registry-port");
        // Nobody asks for it by an option: who wants any free port for the API wants any for this one.
        boolean any = Objects.equals(plan.httpPort(), 0);
        int readPort = ports.choose(any ? 0 : null, StackPlan.USUAL_READ, "--http-port 0");
        int databasePort = ports.choose(plan.databasePort(), StackPlan.USUAL_DATABASE, "--db-port");

        // The database takes seconds that Kafka's start can use as well.
        CompletableFuture<EmbeddedDatabase> database = CompletableFuture.supplyAsync(
                () -> EmbeddedDatabase.start(folder.within("postgres"), databasePort, true), starters);
        EmbeddedKafka kafka;
        try {
            kafka = steps.step("Kafka", () -> {
                EmbeddedKafka server = EmbeddedKafka.start(folder.within("kafka"), kafkaPort);
                started.push(server);
                return new Steps.Outcome<>(server, server.bootstrapServers());
            });
        } catch (Exception e) {
            closeWhenStarted(database);
            throw e;
        }
        EmbeddedDatabase postgres = steps.step("PostgreSQL", () -> {
            EmbeddedDatabase server = Failures.unwrapped(database);
            started.push(server);
            return new Steps.Outcome<>(server, "127.0.0.1:" + server.port());
        });
        stopIf(unwanted);
        RegistryServer registry = steps.step("Registry", () -> {
            RegistryServer server = RegistryServer.start(kafka.bootstrapServers(), "127.0.0.1", registryPort);
            started.push(server);
            return new Steps.Outcome<>(server, server.url().toString());
        });
        Instance here = new Instance(
                ProcessHandle.current().pid(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                version,
                http,
                readPort,
                kafka.bootstrapServers(),
                registry.url().toString(),
                postgres.jdbcUrl(),
                postgres.user());
        stopIf(unwanted);
        steps.step("Services", () -> {
            startServices(here, plan.notifier());
            return new Steps.Outcome<>(here, here.httpUrl());
        });
        here.write(folder.path());
        started.push(() -> Instance.remove(folder.path()));
        instance = here;
    }

    private static void stopIf(BooleanSupplier unwanted) {
        if (unwanted.getAsBoolean()) {
            throw new CancellationException("told to stop while starting");
        }
    }

    private void startServices(Instance here, NotifierSource notifier) {
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (Service service : Services.all(here, keys(), folder.within("state"), notifier)) {
            services.add(service);
            started.push(service);
            // Each waits for brokers and database most of the time, so they wait together.
            starts.add(CompletableFuture.runAsync(service::start, starters));
        }
        starts.forEach(Failures::unwrapped);
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        for (Service service : services) {
            while (!service.ready()) {
                Exception failure = failure();
                if (failure instanceof StandaloneException known) {
                    throw known;
                }
                if (System.nanoTime() > deadline) {
                    throw new StandaloneException(
                            service.name() + " is not ready after " + READY_WITHIN.toSeconds() + " s",
                            "The log tells more: " + FileLog.in(folder.path()));
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static void closeWhenStarted(CompletableFuture<EmbeddedDatabase> database) {
        database.handle((server, failure) -> {
                    if (server != null) {
                        server.close();
                    }
                    return "closed";
                })
                .join();
    }
}
