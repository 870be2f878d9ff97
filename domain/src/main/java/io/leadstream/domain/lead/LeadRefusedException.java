// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

/** An event that a lead can't take without growing past its bounds; nothing has been changed by it. */
public final class LeadRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message names the bound and no person. */
    public LeadRefusedException(String message) {
        super(message);
    }
}
