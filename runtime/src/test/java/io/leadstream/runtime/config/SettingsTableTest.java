// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

    private final ConfigDef def = new ConfigDef()
            .define("a.list", ConfigDef.Type.LIST, List.of("x", "y"), ConfigDef.Importance.HIGH, "A list.")
            .define("a.secret", ConfigDef.Type.PASSWORD, new Password("s"), ConfigDef.Importance.HIGH, "A|B.")
            .define("a.needed", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "Needed.")
            .define(
                    "a.port",
                    ConfigDef.Type.INT,
                    1,
                    ConfigDef.Range.between(0, 9),
                    ConfigDef.Importance.HIGH,
                    "A port.");

    @Test
    void shouldPrintKeysInTheirOrderWhenMarkdown() {
        assertThat(SettingsTable.markdown(def)).isEqualTo("""
                        | key | default | meaning |
                        | --- | --- | --- |
                        | `a.list` | `x,y` | A list. |
                        | `a.secret` | `[hidden]` | A\\|B. |
                        | `a.needed` | (needed) | Needed. |
                        | `a.port` | `1` | A port. ([0,...,9]) |
                        """);
    }

    @Test
    void shouldTellWhatIsExpectedWhenHelp() {
        assertThat(SettingsTable.help(def)).contains("--a.port=  a whole number [0,...,9]; default: 1");
    }
}
