// SPDX-License-Identifier: Apache-2.0
/** Who gets a lead: assignment rules, teams and people, the choice of an owner, and the queue of a team. */
@NullMarked
package io.leadstream.domain.routing;

import org.jspecify.annotations.NullMarked;
