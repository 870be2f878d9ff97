// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads a JSON scalar, the form in which custom fields and properties are carried. */
public final class JsonScalar {

    private JsonScalar() {}

    /**
     * The scalar's value: a text, a number, true or false; null for {@code null}, blank text and absence. Text that is no
     * JSON is taken as it stands.
     */
    public static @Nullable Object parse(@Nullable String json) {
        if (json == null) {
            return null;
        }
        String text = json.strip();
        if (text.length() >= 2 && text.charAt(0) == '"' && text.charAt(text.length() - 1) == '"') {
            String content = unescaped(text.substring(1, text.length() - 1));
            return content.isBlank() ? null : content;
        }
        return switch (text) {
            case "", "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> {
                BigDecimal number = Values.number(text);
                yield number == null ? text : number;
            }
        };
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                i++;
            } else if (text.charAt(i + 1) == 'u' && hexAt(text, i + 2) >= 0) {
                plain.append((char) hexAt(text, i + 2));
                i += 6;
            } else {
                plain.append(escaped(text.charAt(i + 1)));
                i += 2;
            }
        }
        return plain.toString();
    }

    /** Four hex digits, or -1 when there are none. */
    private static int hexAt(String text, int from) {
        int code = from + 4 <= text.length() ? 0 : -1;
        for (int i = from; i < from + 4 && code >= 0; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            code = digit < 0 ? -1 : code * 16 + digit;
        }
        return code;
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> letter;
        };
    }
}
