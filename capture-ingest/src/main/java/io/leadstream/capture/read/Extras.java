// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Fields that the language does not name: kept by name as JSON scalars. */
final class Extras {

    private static final int MOST = 200;
    private static final int MAX_NAME = 100;
    private static final int MAX_TEXT = 16_384;

    private Extras() {}

    /**
     * Collects the fields of the object {@code holder} and those beside it whose names are not known.
     *
     * @param known names with a meaning of their own
     */
    static Map<String, String> of(Fields fields, String holder, Set<String> known) {
        Map<String, String> extras = new HashMap<>();
        Fields held = fields.object(holder);
        if (held != null) {
            held.node().properties().forEach(field -> put(held, field.getKey(), field.getValue(), extras));
        }
        fields.node().properties().forEach(field -> {
            String name = field.getKey();
            if (known.contains(name) || name.equals(holder)) {
                return;
            }
            if (extras.containsKey(name)) {
                fields.refuse(name, "duplicate_key", "this name is also in " + holder + "; keep one");
                return;
            }
            put(fields, name, field.getValue(), extras);
        });
        if (extras.size() > MOST) {
            fields.refuse(holder, "too_many", "at most " + MOST + " fields beyond the known ones");
        }
        return extras;
    }

    private static void put(Fields fields, String name, JsonNode value, Map<String, String> extras) {
        if (value.isNull()) {
            return;
        }
        String fault = Characters.fault(name);
        if (fault != null) {
            // JSON's names were looked at before; those of forms and files come here as they are.
            fields.refuse(name, Characters.CODE, "the name " + fault);
        } else if (name.isBlank() || name.length() > MAX_NAME) {
            fields.refuse(name, "name_invalid", "a field's name has 1 to " + MAX_NAME + " characters");
        } else if (value.isContainerNode()) {
            fields.refuse(
                    name,
                    "nested",
                    "a field that leadstream does not know must be a text, a number or true or false; flatten it, such as "
                            + name + "_part");
        } else if (!value.isTextual()) {
            extras.put(name, value.toString());
        } else if (!value.textValue().isBlank() && fields.checked(name, value.textValue(), MAX_TEXT) != null) {
            extras.put(name, value.toString());
        }
    }
}
