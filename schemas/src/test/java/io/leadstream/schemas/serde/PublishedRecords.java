// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The record classes whose bytes outlive a release: topic values, and what stores and repartition topics hold. */
final class PublishedRecords {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path PACKAGE = CLASSES.resolve(Path.of("io", "leadstream", "schemas"));

    private PublishedRecords() {}

    static Set<Class<? extends SpecificRecord>> all() {
        Set<Class<? extends SpecificRecord>> all = new TreeSet<>(Comparator.comparing(Class::getName));
        Topics.all().forEach(topic -> all.add(topic.valueType()));
        all.addAll(generatedIn(PACKAGE.resolve("state")));
        return all;
    }

    /** Every generated record, the nested ones too. */
    static Set<Class<? extends SpecificRecord>> generated() {
        return generatedIn(PACKAGE);
    }

    static boolean isOnCompactedTopic(Class<? extends SpecificRecord> type) {
        return Topics.all().stream()
                .anyMatch(topic -> topic.valueType() == type && topic.cleanup() == Topic.Cleanup.COMPACT);
    }

    private static Set<Class<? extends SpecificRecord>> generatedIn(Path folder) {
        Set<Class<? extends SpecificRecord>> found = new LinkedHashSet<>();
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = CLASSES.relativize(file).toString().replace(File.separatorChar, '.');
                if (name.endsWith(".class") && !name.contains("$") && !name.contains("-")) {
                    Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
                    if (SpecificRecord.class.isAssignableFrom(type)) {
                        found.add(type.asSubclass(SpecificRecord.class));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }
}
