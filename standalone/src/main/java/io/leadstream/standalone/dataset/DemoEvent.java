// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import java.util.Map;

/**
 * One thing that is sent to capture.
 *
 * @param id the event's own id: sent again, it counts no second time
 * @param beforeAnchor milliseconds before the anchor at which it happened, 0 or more
 * @param body what is sent, without id and time; a form's fields are texts
 */
public record DemoEvent(Kind kind, String id, long beforeAnchor, Map<String, Object> body) {

    /** In the body of a form: which form it is. */
    public static final String FORM = "form";

    /** Which door of capture it goes through, and whether it is let in. */
    public enum Kind {
        FORM(false),
        LEAD(false),
        CHAT(false),
        ACTIVITY(false),
        BAD_FORM(true),
        BAD_LEAD(true),
        BAD_ACTIVITY(true);

        private final boolean bad;

        Kind(boolean bad) {
            this.bad = bad;
        }

        /** True for what capture has to refuse. */
        public boolean bad() {
            return bad;
        }
    }
}
