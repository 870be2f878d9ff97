// SPDX-License-Identifier: Apache-2.0
/** The gate for everything that comes from outside: people, what they do, commands and rules. */
@NullMarked
package io.leadstream.capture;

import org.jspecify.annotations.NullMarked;
