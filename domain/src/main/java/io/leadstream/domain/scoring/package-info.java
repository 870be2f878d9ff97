// SPDX-License-Identifier: Apache-2.0
/** The score of a lead: counts by day, compiled rules, and what one event changes. */
@NullMarked
package io.leadstream.domain.scoring;

import org.jspecify.annotations.NullMarked;
