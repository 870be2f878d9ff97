// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

/** A record breaks the published language in a way that no retry mends. */
public final class InvalidRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidRecordException(String message) {
        super(message);
    }
}
