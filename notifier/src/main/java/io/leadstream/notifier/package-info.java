// SPDX-License-Identifier: Apache-2.0
/** Tells owners and managers about assignments and alerts, by webhook and by mail. */
@NullMarked
package io.leadstream.notifier;

import org.jspecify.annotations.NullMarked;
