// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import org.jspecify.annotations.Nullable;

/** Text that no database and no other program can hold: U+0000 and halves of surrogate pairs. */
public final class Characters {

    /** Error code of such text. */
    public static final String CODE = "text_invalid";

    private Characters() {}

    /** What is wrong with the text, or null when every character can be stored. */
    public static @Nullable String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "holds the character U+0000; take it out";
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return "holds half of a surrogate pair; send whole Unicode characters";
                }
                i++;
            }
        }
        return null;
    }
}
