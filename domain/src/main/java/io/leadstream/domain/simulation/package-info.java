// SPDX-License-Identifier: Apache-2.0
/** What would have been decided: recorded leads through pipeline and pool in memory, under other rules or another roster. */
@NullMarked
package io.leadstream.domain.simulation;

import org.jspecify.annotations.NullMarked;
