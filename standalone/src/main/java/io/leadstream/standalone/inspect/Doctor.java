// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.standalone.stack.DataFolder;
import io.leadstream.standalone.stack.FileLog;
import io.leadstream.standalone.stack.Instance;
import io.leadstream.standalone.stack.Instances;
import io.leadstream.standalone.stack.Ports;
import io.leadstream.standalone.stack.StackPlan;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at everything that is known to go wrong and tells of each whether it is well, and what to do if not. */
public final class Doctor {

    private static final int LEAST_JAVA = 17;
    private static final int MOST_JAVA = 25;
    private static final long LEAST_MEMORY_MB = 700;

    private final Terminal terminal;
    private boolean well = true;

    public Doctor(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Checks all; true when nothing has to be mended. */
    public boolean check(@Nullable Path folder) {
        checkJava();
        checkMemory();
        List<Path> folders = folder == null ? Instances.defaults() : List.of(folder);
        Path first = folders.isEmpty() ? Instances.defaultFolder("demo") : folders.get(0);
        checkDisk(first);
        boolean running = false;
        for (Path each : folders) {
            running |= checkFolder(each);
        }
        if (!running) {
            checkPorts();
            good("instance", "none runs");
        }
        return well;
    }

    private void checkJava() {
        int version = Runtime.version().feature();
        String told = version + " (" + System.getProperty("java.vm.name") + ") in " + System.getProperty("java.home");
        if (version < LEAST_JAVA) {
            bad("Java", told, "Install Java 17 to 25 and point JAVA_HOME at it.");
        } else if (version > MOST_JAVA) {
            care("Java", told, "Not tried with this version; 17 to 25 are.");
        } else {
            good("Java", told);
        }
    }

    private void checkMemory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        if (megabytes < LEAST_MEMORY_MB) {
            care("memory", megabytes + " MB for Java", "Give more: LEADSTREAM_JAVA_OPTS=-Xmx1g");
        } else {
            good("memory", String.format(Locale.ROOT, "%,d MB for Java", megabytes));
        }
    }

    private void checkDisk(Path folder) {
        Path present = folder.toAbsolutePath().normalize();
        while (!Files.exists(present) && present.getParent() != null) {
            present = present.getParent();
        }
        try {
            long free = Files.getFileStore(present).getUsableSpace();
            String told = String.format(Locale.ROOT, "%,d MB free at %s", free >> 20, present);
            if (free < DataFolder.LEAST_FREE_BYTES) {
                bad("disk", told, "Make room, or choose a folder on another disk with --data.");
            } else {
                good("disk", told);
            }
        } catch (IOException e) {
            bad("disk", present + ": " + e.getMessage(), "Choose another folder with --data.");
        }
        if (!Files.isWritable(present)) {
            bad("write access", "not at " + present, "Make it writable for this user, or choose another with --data.");
        }
    }

    private void checkPorts() {
        check("HTTP", StackPlan.USUAL_HTTP);
        check("Kafka", StackPlan.USUAL_KAFKA);
        check("registry", StackPlan.USUAL_REGISTRY);
        check("PostgreSQL", StackPlan.USUAL_DATABASE);
    }

    private void check(String server, int port) {
        if (Ports.isFree(port)) {
            good("port " + port, "free for " + server);
        } else {
            care("port " + port, "taken, " + server + " will get the next free one", "Nothing has to be done.");
        }
    }

    /** True when an instance runs there. */
    private boolean checkFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            good("data folder", folder + " will be made");
            return false;
        }
        try {
            String format = DataFolder.formatOf(folder);
            DataFolder.checkVersion(folder);
            good("data folder", folder + (format == null ? " is not used yet" : ", format " + format));
        } catch (StandaloneException e) {
            bad("data folder", String.valueOf(e.getMessage()), e.remedy());
        }
        Optional<Instance> instance = Instance.read(folder);
        if (instance.isEmpty()) {
            return false;
        }
        if (!instance.get().isRunning()) {
            care(
                    "instance",
                    "process " + instance.get().pid() + " ended without a clean stop",
                    "The next start puts things right by itself. Its log: " + FileLog.in(folder));
            return false;
        }
        checkInstance(instance.get());
        return true;
    }

    private void checkInstance(Instance instance) {
        good("instance", "process " + instance.pid() + " since " + instance.startedAt());
        ask("HTTP", instance.httpUrl() + "/health/ready");
        ask("registry", instance.registryUrl() + "/subjects");
        try (Connection database = Database.open(instance)) {
            long leads = Query.rows(database, "select count(*) as leads from leads")
                    .get(0)
                    .number("leads");
            good("PostgreSQL", instance.jdbcUrl() + String.format(Locale.ROOT, ", %,d leads", leads));
            checkSetAside(database);
        } catch (SQLException | StandaloneException e) {
            bad("PostgreSQL", String.valueOf(e.getMessage()), "Stop the instance and start it again.");
        }
        try (Offsets offsets = new Offsets(instance.kafka())) {
            good("Kafka", instance.kafka() + ", " + offsets.topics() + " topics");
        } catch (StandaloneException e) {
            bad("Kafka", String.valueOf(e.getMessage()), "Stop the instance and start it again.");
        }
    }

    /** Records that the streams or the database could not take. */
    private void checkSetAside(Connection database) throws SQLException {
        long records = Query.rows(
                        database, "select count(*) as records from rejected_inputs where source <> 'csv_import'")
                .get(0)
                .number("records");
        if (records > 0) {
            care(
                    "set aside",
                    String.format(Locale.ROOT, "%,d records that could not be taken in", records),
                    "./leadstream sql \"select source, code, count(*) from rejected_inputs where source <> 'csv_import'"
                            + " group by 1, 2\"");
        }
    }

    private void ask(String what, String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == 200) {
                good(what, url);
            } else {
                bad(what, url + " answers " + status, "See the log; stop the instance and start it again.");
            }
        } catch (IOException e) {
            bad(what, url + " does not answer", "See the log; stop the instance and start it again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void good(String what, String told) {
        tell(Paint.GOOD, terminal.glyph("✓", "ok"), what, told);
    }

    private void care(String what, String told, String remedy) {
        tell(Paint.CARE, "!", what, told);
        terminal.line(Paint.QUIET, "                  " + remedy);
    }

    private void bad(String what, String told, String remedy) {
        well = false;
        tell(Paint.BAD, terminal.glyph("✗", "!!"), what, told);
        terminal.line("                  " + remedy);
    }

    private void tell(Paint paint, String mark, String what, String told) {
        terminal.line(String.format(Locale.ROOT, "  %s %-13s %s", terminal.paint(paint, mark), what, told));
    }
}
