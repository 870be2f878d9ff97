// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

/** A request body that can't be read as events at all. */
public final class JsonRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean tooLarge;

    JsonRefused(String code, String message, boolean tooLarge) {
        super(message, null, false, false);
        this.code = code;
        this.tooLarge = tooLarge;
    }

    /** Stable code of the reason. */
    public String code() {
        return code;
    }

    /** True when there is too much of it, so that a smaller request would pass. */
    public boolean tooLarge() {
        return tooLarge;
    }

    /** The reason with the fix. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
