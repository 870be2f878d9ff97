// SPDX-License-Identifier: Apache-2.0
/** Plays the demo's data through the HTTP API, then sales, and shows what came of it. */
@NullMarked
package io.leadstream.standalone.demo;

import org.jspecify.annotations.NullMarked;
