// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import java.util.Locale;

/** What sales has made of a lead. */
enum Status {
    NONE,
    NEW,
    CONTACTED,
    QUALIFIED,
    UNQUALIFIED,
    CONVERTED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
