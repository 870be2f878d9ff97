// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

/**
 * A record that was understood and breaks a bound, such as the size of what it belongs to. It is set aside like any other
 * that fails, but is no sign of a bad release: however many there are, the stream goes on, or else whoever can send
 * records could stop it.
 */
public final class RecordRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message names the bound and no person. */
    public RecordRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
