// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What byte code no longer tells. */
class SourcesTest {

    private static final List<Pattern> UNWANTED = List.of(
            Pattern.compile("\\bcatch\\s*\\(\\s*(final\\s+)?Throwable\\b"),
            Pattern.compile("(//|\\*).*\\b(TODO|FIXME|XXX)\\b"),
            Pattern.compile("\\bThread\\.sleep\\b"),
            Pattern.compile("^import .*\\*;", Pattern.MULTILINE));

    @Test
    void shouldMarkEveryPackageNullSafe() {
        var unmarked = new TreeSet<String>();
        for (var folder : foldersWithCode("/src/main/java/")) {
            var info = folder.resolve("package-info.java");
            if (!Files.exists(info) || !House.textOf(info).contains("@NullMarked")) {
                unmarked.add(relative(folder));
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @Test
    void shouldHoldNoUnwantedConstructs() {
        var found = new TreeSet<String>();
        for (var file : House.sources()) {
            var text = House.textOf(file);
            for (var pattern : UNWANTED) {
                pattern.matcher(text).results().forEach(hit -> found.add(relative(file) + ": " + hit.group()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void shouldSeeAnUnwantedConstructWhenThereIsOne() {
        var bad = List.of("} catch (Throwable t) {", "// TODO later", "Thread.sleep(1)", "import java.util.*;");
        assertThat(bad).allMatch(line -> UNWANTED.stream()
                .anyMatch(pattern -> pattern.matcher(line).find()));
    }

    private static Iterable<Path> foldersWithCode(String part) {
        var folders = new TreeSet<Path>();
        for (var file : House.sources()) {
            if (file.toString().contains(part)) {
                folders.add(file.getParent());
            }
        }
        return folders;
    }

    private static String relative(Path path) {
        return House.root().relativize(path).toString();
    }
}
