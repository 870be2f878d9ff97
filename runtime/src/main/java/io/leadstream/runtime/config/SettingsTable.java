// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Prints declarations as the table of a README, so that the table can't drift from the code. */
public final class SettingsTable {

    private SettingsTable() {}

    /** A Markdown table of every key in the order of declaration, ending in a newline. */
    public static String markdown(ConfigDef def) {
        StringBuilder table = new StringBuilder("| key | default | meaning |\n| --- | --- | --- |\n");
        for (ConfigDef.ConfigKey key : keys(def)) {
            table.append("| `")
                    .append(key.name)
                    .append("` | ")
                    .append(defaultOf(key))
                    .append(" | ")
                    .append(key.documentation.replace("|", "\\|"));
            if (key.validator != null) {
                table.append(" (")
                        .append(String.valueOf(key.validator).replace("|", "\\|"))
                        .append(')');
            }
            table.append(" |\n");
        }
        return table.toString();
    }

    /** The same as indented text for {@code --help}. */
    public static String help(ConfigDef def) {
        StringBuilder help = new StringBuilder();
        for (ConfigDef.ConfigKey key : keys(def)) {
            help.append("  --")
                    .append(key.name)
                    .append("=  ")
                    .append(SettingsCheck.expectation(key))
                    .append("; default: ")
                    .append(defaultOf(key).replace("`", ""))
                    .append("\n      ")
                    .append(key.documentation)
                    .append('\n');
        }
        return help.toString();
    }

    private static List<ConfigDef.ConfigKey> keys(ConfigDef def) {
        Map<String, ConfigDef.ConfigKey> keys = def.configKeys();
        return new ArrayList<>(keys.values());
    }

    private static String defaultOf(ConfigDef.ConfigKey key) {
        if (!key.hasDefault()) {
            return "(needed)";
        }
        String text = text(key.defaultValue);
        return text.isEmpty() ? "(none)" : "`" + text + "`";
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Password password) {
            return password.value().isEmpty() ? "" : Password.HIDDEN;
        }
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(String::valueOf).toList());
        }
        return value == null ? "" : String.valueOf(value);
    }
}
