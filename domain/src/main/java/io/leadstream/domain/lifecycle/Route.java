// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import java.util.Locale;

/** Who takes care of a lead. */
enum Route {
    NONE,
    NURTURE,
    SALES,
    MERGED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
