// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.kafka;

/**
 * The brokers or the registry did not confirm in time. The records may or may not be in the log; sending them again
 * with the same ids is safe.
 */
public final class LogUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    LogUnavailable(String message) {
        super(message, null, false, false);
    }
}
