// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Internet domains in their ASCII form. Follows today's IDNA (UTS 46 without transitional mapping), under which
 * {@code straße.de} and {@code strasse.de} are two domains; the JDK's {@code java.net.IDN} still makes them one.
 */
final class MailDomain {

    private static final int MAX_DOMAIN = 253;
    private static final int MAX_LABEL = 63;
    private static final int MIDDLE_DOT = 0x00B7;
    private static final int KATAKANA_MIDDLE_DOT = 0x30FB;

    private MailDomain() {}

    /** Normalises, or null when it is no domain with at least two labels. */
    static @Nullable String normalise(String raw) {
        String ascii = Text.isAscii(raw) ? Text.asciiLower(raw) : encode(raw);
        if (ascii == null) {
            return null;
        }
        // One dot at the end is the DNS root: the same domain.
        String domain = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        return isDomain(domain) ? domain : null;
    }

    private static @Nullable String encode(String raw) {
        String mapped = map(raw);
        StringBuilder out = new StringBuilder(mapped.length() + 16);
        int from = 0;
        while (from <= mapped.length()) {
            int dot = mapped.indexOf('.', from);
            int to = dot < 0 ? mapped.length() : dot;
            String label = mapped.substring(from, to);
            if (Text.isAscii(label)) {
                out.append(label);
            } else if (isUnicodeLabel(label)) {
                out.append("xn--").append(Punycode.encode(label));
            } else {
                return null;
            }
            if (dot >= 0) {
                out.append('.');
            }
            from = to + 1;
        }
        return out.toString();
    }

    /** Compatibility forms and case, as browsers map them before they ask the DNS. */
    private static String map(String raw) {
        String compatible = Normalizer.normalize(raw, Normalizer.Form.NFKC);
        // Upper-case sigma is always the plain small one; String.toLowerCase would look at its neighbours.
        String lower = compatible.replace('\u03A3', '\u03C3').toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC).replace('\u3002', '.');
    }

    private static boolean isUnicodeLabel(String label) {
        return label.codePointCount(0, label.length()) <= MAX_LABEL
                && !isMark(label.codePointAt(0))
                && label.codePoints().allMatch(MailDomain::isUnicodeLabelCharacter);
    }

    private static boolean isUnicodeLabelCharacter(int codePoint) {
        if (codePoint < 0x80) {
            return isLabelCharacter((char) codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.LOWERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> isMark(codePoint) || codePoint == MIDDLE_DOT || codePoint == KATAKANA_MIDDLE_DOT;
        };
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isDomain(String domain) {
        if (domain.length() > MAX_DOMAIN) {
            return false;
        }
        int labels = 0;
        int from = 0;
        while (from <= domain.length()) {
            int dot = domain.indexOf('.', from);
            int to = dot < 0 ? domain.length() : dot;
            if (!isLabel(domain, from, to)) {
                return false;
            }
            labels++;
            if (dot < 0) {
                break;
            }
            from = to + 1;
        }
        char top = domain.charAt(domain.lastIndexOf('.') + 1);
        return labels >= 2 && !(top >= '0' && top <= '9');
    }

    private static boolean isLabel(String domain, int from, int to) {
        if (to == from || to - from > MAX_LABEL || domain.charAt(from) == '-' || domain.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!isLabelCharacter(domain.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabelCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
}
