// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads fields as commands have them. */
final class CommandFields {

    static final int TEXT = 4_000;

    private CommandFields() {}

    /** A slip in a command's field must not carry out something else than was meant. */
    static void refuseUnknown(Fields fields, Set<String> common, Set<String> own) {
        fields.node().fieldNames().forEachRemaining(name -> {
            if (!common.contains(name) && !own.contains(name)) {
                List<String> names = new ArrayList<>(own);
                names.addAll(common);
                names.sort(null);
                fields.refuse(name, "field_unknown", "this command knows " + String.join(", ", names));
            }
        });
    }

    static @Nullable String reason(Fields fields) {
        String reason = fields.text("reason", TEXT);
        if (reason == null && fields.raw("reason") == null) {
            fields.refuse("reason", "missing", "say why");
        }
        return reason;
    }

    static @Nullable Boolean needed(Fields fields, String name) {
        Boolean value = fields.flag(name);
        if (value == null && fields.raw(name) == null) {
            fields.refuse(name, "missing", "say true or false");
        }
        return value;
    }
}
