// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import io.leadstream.capture.read.FieldError;

/** A row that can't become an event, and the first column at fault. */
final class RowRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String code;

    RowRefused(String field, String code, String reason) {
        super(reason, null, false, false);
        this.field = field;
        this.code = code;
    }

    /** The fault as an error of the column. */
    FieldError error() {
        return new FieldError(field, code, String.valueOf(getMessage()));
    }
}
