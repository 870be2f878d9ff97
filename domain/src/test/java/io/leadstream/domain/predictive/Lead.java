// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A lead made up for tests. */
record Lead(Map<String, Object> fields, Map<String, Long> counts, Map<String, Integer> days) implements Traits {

    static Lead of(Map<String, ?> fields) {
        return new Lead(new LinkedHashMap<>(fields), Map.of(), Map.of());
    }

    Lead did(String type, long hits, int daysSince) {
        Map<String, Long> more = new LinkedHashMap<>(counts);
        more.put(type, hits);
        Map<String, Integer> later = new LinkedHashMap<>(days);
        later.put(type, daysSince);
        return new Lead(fields, more, later);
    }

    @Override
    public @Nullable Object value(String field) {
        return fields.get(field);
    }

    @Override
    public Set<String> customFields() {
        return fields.keySet().stream()
                .filter(name -> name.startsWith("custom."))
                .map(name -> name.substring("custom.".length()))
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> activityTypes() {
        return counts.keySet();
    }

    @Override
    public long hits(String type) {
        return counts.getOrDefault(type, 0L);
    }

    @Override
    public int daysSince(String type) {
        return days.getOrDefault(type, -1);
    }
}
