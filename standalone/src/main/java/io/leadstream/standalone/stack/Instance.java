// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.capture.CaptureSettings;
import io.leadstream.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where a running instance is reached, as its data folder tells in {@code leadstream.json}. The file stays behind after
 * a kill, so a reader asks {@link #isRunning()}.
 *
 * @param startedAt ISO instant
 * @param httpPort where leads and commands go in
 * @param readPort where leads can be asked about
 */
public record Instance(
        long pid,
        String startedAt,
        String version,
        int httpPort,
        int readPort,
        String kafka,
        String registryUrl,
        String jdbcUrl,
        String databaseUser) {

    static final String FILE = "leadstream.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public String httpUrl() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** Settings by which capture writes into this instance. */
    public Settings captureSettings() {
        return Services.settings(CaptureSettings.define(), this);
    }

    public boolean isRunning() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** What a data folder tells; nothing when no instance ever ran there or the file can't be read. */
    public static Optional<Instance> read(Path folder) {
        try {
            JsonNode json = JSON.readTree(Files.readString(folder.resolve(FILE)));
            return Optional.of(new Instance(
                    json.path("pid").asLong(),
                    json.path("startedAt").asText(),
                    json.path("version").asText(),
                    json.path("httpPort").asInt(),
                    json.path("readPort").asInt(),
                    json.path("kafka").asText(),
                    json.path("registryUrl").asText(),
                    json.path("jdbcUrl").asText(),
                    json.path("databaseUser").asText()));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StandaloneException(
                    folder.resolve(FILE) + " can't be read: " + e.getMessage(), "Check who may read the folder.", e);
        }
    }

    void write(Path folder) throws IOException {
        ObjectNode json = JSON.createObjectNode()
                .put("pid", pid)
                .put("startedAt", startedAt)
                .put("version", version)
                .put("httpPort", httpPort)
                .put("readPort", readPort)
                .put("kafka", kafka)
                .put("registryUrl", registryUrl)
                .put("jdbcUrl", jdbcUrl)
                .put("databaseUser", databaseUser);
        Path draft = folder.resolve(FILE + ".new");
        Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
        Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }
}
