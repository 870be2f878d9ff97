// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.topic;

/** The topics are not as they must be, or the brokers can't be asked; the message tells what to do. */
public final class ProvisioningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProvisioningException(String message) {
        super(message);
    }

    public ProvisioningException(String message, Throwable cause) {
        super(message, cause);
    }
}
