// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.scoring.Grade;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as the database spells them. */
final class Literals {

    private Literals() {}

    /** An enum's constant in lower case; null stays null. */
    static @Nullable String word(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }

    /** A grade as people write it. */
    static String grade(Grade grade) {
        return grade == Grade.A_PLUS ? "A+" : grade.name();
    }

    /** An array literal of texts. */
    static String array(List<String> texts) {
        if (texts.isEmpty()) {
            return "{}";
        }
        StringBuilder literal = new StringBuilder("{");
        for (String text : texts) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            literal.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    literal.append('\\');
                }
                literal.append(c);
            }
            literal.append('"');
        }
        return literal.append('}').toString();
    }

    /**
     * True for the 36 characters of a UUID in lower case. Only one spelling of a key is taken, so that collapsing a
     * batch by text is collapsing it by value.
     */
    static boolean isUuid(@Nullable String text) {
        if (text == null || text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !hex) {
                return false;
            }
        }
        return true;
    }
}
