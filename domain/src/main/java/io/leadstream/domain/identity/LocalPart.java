// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** The part of an address before the last {@code @} (RFC 5321 and, for non-ASCII text, RFC 6531). */
final class LocalPart {

    private static final String ATOM_PUNCTUATION = "!#$%&'*+-/=?^_`{|}~";

    private LocalPart() {}

    /** Normalises, or null when it is no local part. */
    static @Nullable String normalise(String raw) {
        boolean quoted = raw.length() >= 2 && raw.charAt(0) == '"' && raw.charAt(raw.length() - 1) == '"';
        String content = quoted ? unquote(raw) : raw;
        if (content == null || hasForbidden(content, quoted)) {
            return null;
        }
        String normal = Text.asciiLower(canonical(content));
        if (isDotAtom(normal)) {
            return normal;
        }
        return quoted ? quote(normal) : null;
    }

    /** NFC, but never turning a foreign sign into an ASCII one: NFC alone would make the Kelvin sign a plain K. */
    private static String canonical(String content) {
        if (Normalizer.isNormalized(content, Normalizer.Form.NFC)) {
            return content;
        }
        StringBuilder out = new StringBuilder(content.length());
        int from = 0;
        for (int i = 0; i < content.length(); i++) {
            if (becomesAscii(content.charAt(i))) {
                out.append(Normalizer.normalize(content.substring(from, i), Normalizer.Form.NFC));
                out.append(content.charAt(i));
                from = i + 1;
            }
        }
        return out.append(Normalizer.normalize(content.substring(from), Normalizer.Form.NFC))
                .toString();
    }

    /** The only three signs whose canonical form is ASCII: Kelvin sign, Greek question mark, Greek varia. */
    private static boolean becomesAscii(char c) {
        return c == '\u212A' || c == '\u037E' || c == '\u1FEF';
    }

    private static @Nullable String unquote(String raw) {
        StringBuilder content = new StringBuilder(raw.length());
        for (int i = 1; i < raw.length() - 1; i++) {
            char c = raw.charAt(i);
            if (c == '"') {
                return null;
            }
            if (c == '\\') {
                i++;
                if (i == raw.length() - 1) {
                    return null;
                }
                c = raw.charAt(i);
            }
            content.append(c);
        }
        return content.toString();
    }

    private static String quote(String content) {
        StringBuilder out = new StringBuilder(content.length() + 4).append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        return out.append('"').toString();
    }

    /** Control, invisible and half characters have no place in an address; a plain space only within quotes. */
    private static boolean hasForbidden(String content, boolean quoted) {
        return content.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
            default -> Text.blank(c) && !(quoted && c == ' ');
        });
    }

    private static boolean isDotAtom(String text) {
        boolean dotAllowed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!dotAllowed) {
                    return false;
                }
                dotAllowed = false;
            } else if (isAtomCharacter(c)) {
                dotAllowed = true;
            } else {
                return false;
            }
        }
        return dotAllowed;
    }

    private static boolean isAtomCharacter(char c) {
        return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || ATOM_PUNCTUATION.indexOf(c) >= 0;
    }
}
