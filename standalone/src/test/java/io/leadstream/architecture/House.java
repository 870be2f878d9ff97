// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checkout this test runs in: its compiled classes and its sources, module by module. */
final class House {

    private static final ImportOption WITHOUT_PLANTED =
            location -> !location.contains("/io/leadstream/architecture/planted/");

    private static final ImportOption WITHOUT_GENERATED_BENCHMARKS = location -> !location.contains("/jmh_generated/");

    private House() {}

    /** Main classes of every module that is built before this one. */
    static JavaClasses mainClasses() {
        return classesIn("target/classes");
    }

    static JavaClasses testClasses() {
        return classesIn("target/test-classes");
    }

    /** Classes that break each rule on purpose. */
    static JavaClasses plantedClasses() {
        return new ClassFileImporter().importPackages("io.leadstream.architecture.planted");
    }

    /** Hand-written Java files of main and test, of every module; these rules themselves name what they forbid. */
    static List<Path> sources() {
        var sources = new ArrayList<Path>();
        for (var module : Module.values()) {
            sources.addAll(javaFilesUnder(root().resolve(module.folder).resolve("src")));
        }
        return sources;
    }

    static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "not inside a checkout: no mvnw above " + Path.of("").toAbsolutePath());
    }

    private static JavaClasses classesIn(String folder) {
        var paths = Stream.of(Module.values())
                .map(module -> root().resolve(module.folder).resolve(folder))
                .filter(Files::isDirectory)
                .toList();
        return new ClassFileImporter()
                .withImportOption(WITHOUT_PLANTED)
                .withImportOption(WITHOUT_GENERATED_BENCHMARKS)
                .importPaths(paths);
    }

    private static List<Path> javaFilesUnder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/leadstream/architecture/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
