// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import io.leadstream.domain.identity.Checked.Refused;
import io.leadstream.domain.identity.Checked.Valid;
import org.jspecify.annotations.Nullable;

/**
 * The id under which a site knows a browser before it knows the person.
 *
 * @param value as the site wrote it, without white space around it
 */
public record VisitorId(String value) {

    /** A refused text was blank or too long. */
    public static final String INVALID = "anonymous_id_invalid";

    /** A refused id stands for nobody, so all browsers would share it. */
    public static final String NAMES_NOBODY = "anonymous_id_names_nobody";

    static final int MAX_CHARS = 200;

    /** Checks an id; its case and form are the site's own affair. */
    public static Checked<VisitorId> normalise(@Nullable String raw) {
        String text = raw == null ? "" : Text.trim(raw);
        if (text.isEmpty() || text.length() > MAX_CHARS) {
            return new Refused<>(INVALID, "an anonymous id has 1 to " + MAX_CHARS + " characters");
        }
        if (Placeholders.noValue(text)) {
            return new Refused<>(NAMES_NOBODY, "this id stands for nobody; give each browser an id of its own");
        }
        return new Valid<>(new VisitorId(text));
    }

    @Override
    public String toString() {
        return value;
    }
}
