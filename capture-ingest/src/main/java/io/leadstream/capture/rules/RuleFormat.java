// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import java.util.Locale;

/** How rules are written. */
public enum RuleFormat {
    YAML,
    JSON,
    /** The table shape, see {@link io.leadstream.domain.rules.RuleTable}. */
    CSV;

    /** The format that a file's name tells; YAML unless it tells another. */
    public static RuleFormat ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") ? CSV : lower.endsWith(".json") ? JSON : YAML;
    }
}
