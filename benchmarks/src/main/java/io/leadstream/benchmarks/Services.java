// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.assignment.AssignmentService;
import io.leadstream.capture.CaptureService;
import io.leadstream.capture.CaptureSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.scoring.ScoringService;
import io.leadstream.sink.SinkService;
import io.leadstream.sink.SinkSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The real services, set to a machine. */
final class Services {

    /** The key that the load generator sends. */
    static final String WRITE_KEY = "benchmark";

    private final Machine machine;
    private final int threads;

    Services(Machine machine, int threads) {
        this.machine = machine;
        this.threads = threads;
    }

    /** Capture, which publishes the shipped rules and a roster with room for everybody when it starts. */
    CaptureService capture() throws IOException {
        return capture(Map.of(CaptureSettings.ROSTER_FILE, file("roster.yaml").toString()));
    }

    private CaptureService capture(Map<String, String> files) {
        var settings = machine.settings(CaptureSettings.MODULE);
        settings.put(CaptureSettings.WRITE_KEYS, "load:" + sha256(WRITE_KEY));
        settings.putAll(files);
        return CaptureService.create(Settings.of(CaptureSettings.define(), settings));
    }

    Service scoring() {
        return ScoringService.create(
                Settings.of(ScoringService.definition(), machine.streamsSettings(ScoringService.MODULE, threads)));
    }

    Service assignment() {
        return AssignmentService.create(Settings.of(
                AssignmentService.definition(), machine.streamsSettings(AssignmentService.MODULE, threads)));
    }

    SinkService sink() {
        var settings = machine.settings(SinkSettings.MODULE);
        settings.put(SinkSettings.JDBC_URL, machine.database().jdbcUrl());
        settings.put(SinkSettings.JDBC_USER, machine.database().user());
        return SinkService.create(Settings.of(SinkSettings.define(), settings));
    }

    /** Publishes rules and roster and stops again: a topic of activities needs no door. */
    void publishRules() throws IOException {
        try (var capture = capture()) {
            capture.start();
        }
    }

    /** The same for a roster of one team, and rules that send every lead there. */
    void publishOneTeam() throws IOException {
        try (var capture = capture(Map.of(
                CaptureSettings.ROSTER_FILE, file("team-of-22.yaml").toString(),
                CaptureSettings.ASSIGNMENT_RULES_FILE,
                        file("one-team-rules.yaml").toString()))) {
            capture.start();
        }
    }

    /** Starts a service and returns when it is ready for work. */
    static void startAndAwait(Service service) throws Exception {
        service.start();
        Progress.await(() -> service.ready() ? 1 : 0, 1, service);
    }

    private Path file(String name) throws IOException {
        var file = machine.folder().resolve(name);
        try (var content = Services.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            Files.write(file, content.readAllBytes());
        }
        return file;
    }

    private static String sha256(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
