// SPDX-License-Identifier: Apache-2.0
/** From topics to receivers: order by lead, repeats, what is given up. */
@NullMarked
package io.leadstream.notifier.deliver;

import org.jspecify.annotations.NullMarked;
