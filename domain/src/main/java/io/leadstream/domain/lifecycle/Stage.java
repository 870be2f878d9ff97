// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import java.util.Locale;

/** How far a lead has come; the earlier the lower. */
enum Stage {
    NONE,
    LEAD,
    MQL,
    SAL,
    SQL,
    OPPORTUNITY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
