// SPDX-License-Identifier: Apache-2.0
/** Working time: when somebody is there, and when somebody will be. */
@NullMarked
package io.leadstream.domain.calendar;

import org.jspecify.annotations.NullMarked;
