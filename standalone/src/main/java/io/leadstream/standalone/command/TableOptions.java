// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.RuleSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the table shape of rules has no place for. */
final class TableOptions {

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Of a table: name of the set; the file's unless given.")
    private @Nullable String name;

    @Option(names = "--qualify-at", paramLabel = "SCORE", description = "Of a table: qualifyAt; 80 unless given.")
    private @Nullable Integer qualifyAt;

    @Option(names = "--sales-at", paramLabel = "SCORE", description = "Of a table: salesAt; 70 unless given.")
    private @Nullable Integer salesAt;

    @Option(
            names = "--daily-hit-limit",
            paramLabel = "HITS",
            description = "Of a table: dailyHitLimit; 20 unless given.")
    private @Nullable Integer dailyHitLimit;

    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        put(settings, RuleSource.NAME, name);
        put(settings, "qualifyAt", qualifyAt);
        put(settings, "salesAt", salesAt);
        put(settings, "dailyHitLimit", dailyHitLimit);
        return settings;
    }

    private static void put(Map<String, Object> settings, String key, @Nullable Object value) {
        if (value != null) {
            settings.put(key, value);
        }
    }
}
