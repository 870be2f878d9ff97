// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class SerdeConfigTest {

    @Test
    void shouldBeInTheReadmeWhenDeclared() throws IOException {
        String table = SerdeConfig.DEFINITION.configKeys().values().stream()
                .map(SerdeConfigTest::row)
                .collect(Collectors.joining("", "| key | default | what it does |\n| --- | --- | --- |\n", ""));

        assertThat(Files.readString(Path.of("README.md"))).contains(table);
    }

    private static String row(ConfigDef.ConfigKey key) {
        return "| `%s` | %s | %s |\n".formatted(key.name, defaultOf(key), key.documentation);
    }

    private static String defaultOf(ConfigDef.ConfigKey key) {
        Object value = key.defaultValue;
        if (value == null || value.equals(List.of())) {
            return "";
        }
        return "`" + (value instanceof Class<?> type ? type.getSimpleName() : value) + "`";
    }
}
