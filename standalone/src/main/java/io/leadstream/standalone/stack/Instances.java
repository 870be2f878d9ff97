// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where data folders lie when nobody says, and which instance is meant when nobody says. */
public final class Instances {

    private Instances() {}

    /** The folder of that name beside the program: {@code data/<name>}. */
    public static Path defaultFolder(String name) {
        return home().resolve(name);
    }

    /**
     * The running instance: of the folder, or the only one that runs in a default folder.
     *
     * @throws StandaloneException when there is none, or more than one
     */
    public static Instance running(@Nullable Path folder) {
        List<Path> candidates = folder == null ? defaults() : List.of(folder);
        List<Instance> running = new ArrayList<>();
        List<String> where = new ArrayList<>();
        for (Path candidate : candidates) {
            Instance.read(candidate).filter(Instance::isRunning).ifPresent(instance -> {
                running.add(instance);
                where.add(candidate.toString());
            });
        }
        if (running.size() == 1) {
            return running.get(0);
        }
        if (running.isEmpty()) {
            throw new StandaloneException(
                    "no leadstream runs" + (folder == null ? "" : " in " + folder),
                    "Start one in another terminal: ./leadstream up, or ./leadstream demo"
                            + (folder == null ? "; or say where with --data." : "."));
        }
        throw new StandaloneException(
                running.size() + " instances run: " + String.join(", ", where), "Say which one with --data.");
    }

    private static Path home() {
        Map<String, String> environment = System.getenv();
        return Path.of(environment.getOrDefault("LEADSTREAM_HOME", ".")).resolve("data");
    }

    /** Every folder that lies where data folders lie when nobody says. */
    public static List<Path> defaults() {
        if (!Files.isDirectory(home())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home())) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
