// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

/** What can move a lead, with the word for it in transitions. */
enum Trigger {
    CAPTURED("captured", "system"),
    CAPTURED_BY_CHAT("chat", "system"),
    QUALIFIED("qualified", "system"),
    NOT_READY("not_ready", "system"),
    SALES_READY("sales_ready", "system"),
    MERGED("merged", "system"),
    ACCEPTED("accepted", "owner or admin"),
    OWNER_TOUCH("touch", "owner or admin"),
    CONTACTED("touch", "owner or admin"),
    BANT_PASSED("bant", "owner or admin; system when leads became one"),
    BANT_AND_TALK("bant", "owner or admin; system when leads became one"),
    BANT_FAILED("bant", "owner or admin"),
    RECYCLED("recycled", "last owner or admin"),
    RECYCLED_CONTACTED("recycled", "last owner or admin"),
    CONVERTED("converted", "owner or admin"),
    OPPORTUNITY_MADE("converted", "owner or admin");

    private final String cause;
    private final String by;

    Trigger(String cause, String by) {
        this.cause = cause;
        this.by = by;
    }

    String cause() {
        return cause;
    }

    String by() {
        return by;
    }
}
