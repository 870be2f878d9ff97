// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import java.time.Instant;

/**
 * What made something happen.
 *
 * @param id event or command id
 * @param actor "system", or who ordered it
 * @param at its arrival
 */
record Cause(String id, String actor, Instant at) {

    static final String SYSTEM = "system";
}
