// SPDX-License-Identifier: Apache-2.0
/** The way into the log. */
@NullMarked
package io.leadstream.capture.kafka;

import org.jspecify.annotations.NullMarked;
