// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import io.leadstream.notifier.deliver.Kinds;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A list of kinds of notifications. */
final class KindsCheck implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        if (value instanceof List<?> words && !Kinds.ALL.containsAll(words)) {
            throw new ConfigException(name, value, "expected some of " + Kinds.ALL);
        }
    }

    @Override
    public String toString() {
        return "of " + String.join(", ", Kinds.ALL);
    }
}
