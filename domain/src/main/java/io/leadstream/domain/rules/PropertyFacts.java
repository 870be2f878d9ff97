// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts of one activity: its properties.
 *
 * @param properties name to JSON scalar, as JSON text
 * @param today UTC day of the activity, in days since 1970-01-01
 */
public record PropertyFacts(Map<String, String> properties, long today) implements Facts {

    @Override
    public @Nullable Object value(String field) {
        return JsonScalar.parse(properties.get(field));
    }
}
