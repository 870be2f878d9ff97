// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

/** An import that can't start or go on; the message tells what to do. Rows that were sent stay, and count once. */
public final class ImportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
