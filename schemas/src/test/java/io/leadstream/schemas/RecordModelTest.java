// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordModelTest {

    @Test
    void shouldBeTheModelOfEveryRecordWhenGenerated() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("target", "generated-sources", "avro"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("= new SpecificData()"));
        }
    }

    /** In a JVM of its own, because every other test has loaded a record by then. */
    @ParameterizedTest
    @CsvSource({"builder, UNKNOWN", "foreign-deserializer, class io.leadstream.schemas.rules.Condition"})
    void shouldBeTrustedWhenItIsTheFirstThingUsed(String use, String outcome) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstUse.class.getName(),
                        use)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains(outcome);
    }
}
