// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.leadstream.capture.CaptureSettings;
import io.leadstream.capture.read.CommandReader;
import io.leadstream.runtime.config.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void shouldDescribeExactlyThePathsOfTheApi() throws IOException {
        JsonNode paths = new YAMLMapper()
                .readTree(ROOT.resolve("docs/openapi.yaml").toFile())
                .get("paths");
        List<String> described = new ArrayList<>();
        paths.properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described).containsExactlyInAnyOrderElementsOf(CaptureApi.PATHS);
        for (CommandReader.Kind kind : CommandReader.Kind.values()) {
            assertThat(CaptureApi.PATHS).contains("POST /v1/commands/" + kind.path());
        }
    }

    @Test
    void shouldPrintTheSettingsAsTheyAreDeclared() throws IOException {
        assertThat(Files.readString(ROOT.resolve("capture-ingest/README.md")))
                .contains(SettingsTable.markdown(CaptureSettings.define()));
    }
}
