// SPDX-License-Identifier: Apache-2.0
/** Signed CloudEvents over HTTP. */
@NullMarked
package io.leadstream.notifier.webhook;

import org.jspecify.annotations.NullMarked;
