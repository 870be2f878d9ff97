// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import java.time.Instant;

/**
 * A lead of the past to learn from or to be tested on.
 *
 * @param leadId who it is; breaks ties of time
 * @param at when it came
 * @param traits what was known of it, nothing of what came after the outcome
 * @param won what came of it
 */
public record Example(String leadId, Instant at, Traits traits, boolean won) {}
