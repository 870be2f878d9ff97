// SPDX-License-Identifier: Apache-2.0
/** Gives ready leads an owner and carries them to conversion: a pipeline keyed by lead, a pool keyed by team. */
@NullMarked
package io.leadstream.assignment;

import org.jspecify.annotations.NullMarked;
