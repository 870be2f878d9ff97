// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Turns raw values into settings, or into the list of everything that is wrong with them. */
final class SettingsCheck {

    private SettingsCheck() {}

    static Settings check(ConfigDef def, Map<String, RawValue> raw) {
        List<String> mistakes = new ArrayList<>();
        Map<String, Object> handedOn = new TreeMap<>();
        raw.forEach((key, given) -> {
            if (!def.configKeys().containsKey(key)) {
                if (PassThrough.takes(key)) {
                    handedOn.put(key, given.value());
                } else {
                    mistakes.add(unknown(def, key, given.origin()));
                }
            }
        });
        Map<String, @Nullable Object> values = new HashMap<>();
        def.configKeys().values().forEach(key -> {
            RawValue given = raw.get(key.name);
            if (given == null && !key.hasDefault()) {
                mistakes.add(key.name + " is not set; it is needed: " + key.documentation);
            } else {
                Object value = given == null ? key.defaultValue : given.value();
                parse(key, value, given == null ? "" : given.origin(), values, mistakes);
            }
        });
        if (!mistakes.isEmpty()) {
            throw new SettingsException(mistakes);
        }
        return new Settings(def, values, new PassThrough(handedOn));
    }

    static String unknown(ConfigDef def, String key, String origin) {
        List<String> known = new ArrayList<>(def.configKeys().keySet());
        if (key.startsWith("kafka.")) {
            PassThrough.namedKeys().forEach(known::add);
        }
        String nearest = NearestKey.of(key, known);
        return key + from(origin) + " is not a setting" + (nearest == null ? "" : "; did you mean " + nearest + "?");
    }

    private static void parse(
            ConfigDef.ConfigKey key,
            @Nullable Object value,
            String origin,
            Map<String, @Nullable Object> values,
            List<String> mistakes) {
        Object parsed;
        try {
            parsed = ConfigDef.parseType(key.name, value, key.type);
        } catch (ConfigException e) {
            mistakes.add(wrong(key, value, origin, expectation(key)));
            return;
        }
        try {
            if (key.validator != null && parsed != null) {
                key.validator.ensureValid(key.name, parsed);
            }
        } catch (ConfigException e) {
            mistakes.add(wrong(key, value, origin, expectation(key)));
            return;
        }
        values.put(key.name, parsed);
    }

    private static String wrong(ConfigDef.ConfigKey key, @Nullable Object value, String origin, String expected) {
        String shown = key.type == ConfigDef.Type.PASSWORD ? "[hidden]" : "\"" + value + "\"";
        return key.name + " = " + shown + from(origin) + ": expected " + expected;
    }

    private static String from(String origin) {
        return origin.isEmpty() ? "" : " (" + origin + ")";
    }

    /** What a value must be, in words: the type, narrowed by the key's check. */
    static String expectation(ConfigDef.ConfigKey key) {
        String type =
                switch (key.type) {
                    case BOOLEAN -> "true or false";
                    case INT, SHORT, LONG -> "a whole number";
                    case DOUBLE -> "a number";
                    case LIST -> "a comma-separated list";
                    case CLASS -> "the name of a class";
                    case STRING, PASSWORD -> "a text";
                };
        return key.validator == null ? type : type + " " + key.validator;
    }
}
