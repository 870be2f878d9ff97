// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import java.util.List;

/**
 * What came of orders: all of them are in force, or none was published.
 *
 * @param published one for each order; empty when there are mistakes
 * @param checks one for each order, and one for what they say of one another
 */
public record Publishing(List<Published> published, List<Checked<?>> checks) {

    /** True when something was wrong. */
    public boolean refused() {
        return checks.stream().anyMatch(checked -> !checked.mistakes().isEmpty());
    }
}
