// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A list of kinds of notifications, of those that there are for a channel. */
record KindsCheck(Set<String> possible) implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        if (value instanceof List<?> words && !possible.containsAll(words)) {
            throw new ConfigException(name, value, "expected some of " + possible);
        }
    }

    @Override
    public String toString() {
        return "of " + String.join(", ", possible);
    }
}
