// SPDX-License-Identifier: Apache-2.0
/** A schema registry inside the JVM that keeps its schemas in the log whose records need them. */
@NullMarked
package io.leadstream.embedded.registry;

import org.jspecify.annotations.NullMarked;
