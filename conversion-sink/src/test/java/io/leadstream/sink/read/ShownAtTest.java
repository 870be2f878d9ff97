// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownAtTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-03,2026-11-03T23:59:59.999Z",
        "2026-11-03T10:00Z,2026-11-03T10:00:00Z",
        "2026-11-03t10:00:05z,2026-11-03T10:00:05Z",
        "2026-11-03T10:00:05.250Z,2026-11-03T10:00:05.250Z",
        "2026-11-03T10:00+01:00,2026-11-03T09:00:00Z",
        "2026-11-03T10:00 01:00,2026-11-03T09:00:00Z",
        "2026-11-03T10:00,2026-11-03T10:00:00Z",
        "2026-11-03 10:00,2026-11-03T10:00:00Z",
        "2026-11-03 10:00Z,2026-11-03T10:00:00Z",
    })
    void shouldReadTimesAsPeopleWriteThem(String text, Instant meant) {
        assertThat(ShownAt.parse(text)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-03", "2026-11-03T25:00Z", "03.11.2026", "2026-11-03T"})
    void shouldReadNothingElse(String text) {
        assertThat(ShownAt.parse(text)).isEmpty();
    }

    @Test
    void shouldPutAConditionIntoWords() throws IOException {
        var condition = new ObjectMapper().readTree("""
                {"kind": "all", "children": [
                  {"kind": "test", "field": "title", "operator": "starts_with", "values": ["VP"]},
                  {"kind": "not", "children": [{"kind": "any", "children": [
                    {"kind": "test", "field": "tags", "operator": "exists"},
                    {"kind": "test", "field": "industry", "operator": "in", "values": ["a", "b"]}]}]}]}""");
        assertThat(ConditionText.of(condition))
                .isEqualTo("title starts with VP and (not (tags exists or industry in a, b))");
    }

    @Test
    void shouldDescribeExactlyThePathsOfTheApi() throws IOException {
        List<String> described = new ArrayList<>();
        new YAMLMapper()
                .readTree(Path.of("..", "docs", "openapi-read.yaml").toFile())
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described).containsExactlyInAnyOrderElementsOf(ReadApi.PATHS);
    }
}
