// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.terminal;

/** How many columns of a terminal a text takes: East Asian wide signs and emoji take two, combining marks none. */
final class Width {

    /** First and last code points of blocks that are two columns wide. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xA960, 0xA97C},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD},
    };

    private Width() {}

    static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    /** As much of the text, from its start, as takes no more than so many columns. */
    static String cut(String text, int columns) {
        int end = 0;
        int taken = 0;
        while (end < text.length()) {
            int sign = text.codePointAt(end);
            taken += of(sign);
            if (taken > columns) {
                break;
            }
            end += Character.charCount(sign);
        }
        return text.substring(0, end);
    }

    private static int of(int sign) {
        return switch (Character.getType(sign)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(sign) ? 2 : 1;
        };
    }

    private static boolean isWide(int sign) {
        for (int[] block : WIDE) {
            if (sign >= block[0] && sign <= block[1]) {
                return true;
            }
        }
        return false;
    }
}
