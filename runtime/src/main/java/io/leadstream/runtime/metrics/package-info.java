// SPDX-License-Identifier: Apache-2.0
/** The one meter registry of a process. */
@NullMarked
package io.leadstream.runtime.metrics;

import org.jspecify.annotations.NullMarked;
