// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

/** Edges of pasted text. */
final class Text {

    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private Text() {}

    /** Cuts white space at both ends, with the invisible kinds that spreadsheets and web pages leave behind. */
    static String trim(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && blank(raw.charAt(from))) {
            from++;
        }
        while (to > from && blank(raw.charAt(to - 1))) {
            to--;
        }
        return raw.substring(from, to);
    }

    /** True for what separates words in any script; no such character lies outside the basic plane. */
    static boolean blank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || codePoint == ZERO_WIDTH_SPACE
                || codePoint == BYTE_ORDER_MARK;
    }

    /** Lower-cases A to Z only; the same object when there is nothing to change. */
    static String asciiLower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isAsciiUpper(text.charAt(i))) {
                StringBuilder lower = new StringBuilder(text);
                for (int j = i; j < text.length(); j++) {
                    char c = text.charAt(j);
                    if (isAsciiUpper(c)) {
                        lower.setCharAt(j, (char) (c + ('a' - 'A')));
                    }
                }
                return lower.toString();
            }
        }
        return text;
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAsciiUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
