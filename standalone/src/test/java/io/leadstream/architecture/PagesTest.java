// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.topic.TopicTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages that name files, modules and commands name those that exist. */
class PagesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void shouldLinkToFilesThatExist() throws IOException {
        var broken = new TreeSet<String>();
        for (var page : pages()) {
            LINK.matcher(House.textOf(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !target.contains("://"))
                    .filter(target -> !Files.exists(page.resolveSibling(target)))
                    .forEach(target -> broken.add(House.root().relativize(page) + " -> " + target));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void shouldListEveryDecision() throws IOException {
        var index = House.textOf(House.root().resolve("docs/decisions/README.md"));
        try (var files = Files.list(House.root().resolve("docs/decisions"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void shouldPrintTheTopicCatalogueInTheReadme() {
        assertThat(House.textOf(House.root().resolve("README.md"))).contains(TopicTable.markdown());
    }

    @Test
    void shouldNameEveryModuleInTheReadmeAndTheBuild() {
        var readme = House.textOf(House.root().resolve("README.md"));
        var build = House.textOf(House.root().resolve("pom.xml"));
        for (var module : Module.values()) {
            assertThat(readme).contains("| [`" + module.folder + "`](" + module.folder);
            assertThat(build).contains("<module>" + module.folder + "</module>");
        }
        assertThat(Pattern.compile("<module>").matcher(build).results()).hasSameSizeAs(List.of(Module.values()));
    }

    @Test
    void shouldRunTheReadmesTestCommandInContinuousIntegration() {
        var readme = House.textOf(House.root().resolve("README.md"));
        var script = House.textOf(House.root().resolve(".ci/run"));
        var quiet = Pattern.compile(" --(batch-mode|no-transfer-progress)");
        var command = script.lines()
                .filter(line -> line.startsWith("exec "))
                .map(line -> quiet.matcher(line.substring("exec ".length())).replaceAll(""))
                .toList();
        assertThat(command).hasSize(1);
        assertThat(readme).contains("```sh\n" + command.get(0) + "\n```");
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<Path>();
        for (var start : List.of("", "docs")) {
            pages.addAll(markdownUnder(House.root().resolve(start), start.isEmpty() ? 1 : 9));
        }
        for (var module : Module.values()) {
            pages.addAll(markdownUnder(House.root().resolve(module.folder), 1));
        }
        return pages;
    }

    private static List<Path> markdownUnder(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }
}
