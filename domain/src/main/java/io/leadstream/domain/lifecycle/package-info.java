// SPDX-License-Identifier: Apache-2.0
/** The lead's way from capture to conversion: one table of moves, and what events and commands make of a lead. */
@NullMarked
package io.leadstream.domain.lifecycle;

import org.jspecify.annotations.NullMarked;
