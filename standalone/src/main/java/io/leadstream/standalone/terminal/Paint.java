// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.terminal;

/** Colours and weights of text, by what they say rather than how they look. */
public enum Paint {
    PLAIN(""),
    TITLE("\u001b[1m"),
    QUIET("\u001b[2m"),
    GOOD("\u001b[32m"),
    CARE("\u001b[33m"),
    BAD("\u001b[31m"),
    ACCENT("\u001b[36m");

    private static final String RESET = "\u001b[0m";

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    String on(String text) {
        return code.isEmpty() || text.isEmpty() ? text : code + text + RESET;
    }
}
