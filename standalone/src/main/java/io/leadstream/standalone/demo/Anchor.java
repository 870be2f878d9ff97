// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.demo;

import io.leadstream.standalone.dataset.DemoSize;
import io.leadstream.standalone.stack.StandaloneException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;

/**
 * The moment that the demo's data ends at, kept in the data folder: whoever plays again into the same folder sends the
 * very same events, so that a repeat changes nothing. It is a UTC midnight, because activities are limited per day.
 */
record Anchor(Instant at) {

    private static final String FILE = "demo.properties";
    private static final String AT = "anchor";
    private static final String PEOPLE = "people";

    static Anchor of(Path folder, DemoSize size, Clock clock) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file) ? read(file, size) : make(file, size, clock);
        } catch (IOException e) {
            throw new StandaloneException(
                    file + " can't be read or written: " + e.getMessage(), "Check the folder and its disk.", e);
        }
    }

    private static Anchor read(Path file, DemoSize size) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String people = properties.getProperty(PEOPLE, "");
        if (!people.equals(String.valueOf(size.people()))) {
            throw new StandaloneException(
                    "the data folder holds a demo of " + people + " people, not of " + size.people(),
                    "Choose another folder with --data.");
        }
        return new Anchor(Instant.parse(properties.getProperty(AT)));
    }

    private static Anchor make(Path file, DemoSize size, Clock clock) throws IOException {
        Anchor anchor = new Anchor(clock.instant().truncatedTo(ChronoUnit.DAYS));
        Properties properties = new Properties();
        properties.setProperty(AT, anchor.at().toString());
        properties.setProperty(PEOPLE, String.valueOf(size.people()));
        Path draft = file.resolveSibling(FILE + ".new");
        try (Writer writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        }
        // Whole or not at all: a process killed here must not leave half a file.
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return anchor;
    }
}
