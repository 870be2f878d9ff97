// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

/** An embedded server can't start; the message tells a person what is wrong and what to do about it. */
public final class EmbeddedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Kind {
        /** Something else listens on the port. */
        PORT_TAKEN,
        /** The data folder was written by a version that this one can't read. */
        OTHER_VERSION,
        /** Another process works on the data folder. */
        FOLDER_IN_USE,
        /** The data folder can't be written. */
        FOLDER_UNUSABLE,
        /** The server itself did not come up. */
        NOT_STARTED
    }

    private final Kind kind;

    public EmbeddedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public EmbeddedException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
