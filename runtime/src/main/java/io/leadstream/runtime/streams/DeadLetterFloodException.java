// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

/** So many records can't be processed that the program is at fault, not the records. */
public final class DeadLetterFloodException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeadLetterFloodException(int perMinute, Throwable last) {
        super(
                "more than " + perMinute + " records in a minute could not be processed; stopped so that none is lost."
                        + " The last one failed with " + last.getClass().getName(),
                last);
    }
}
