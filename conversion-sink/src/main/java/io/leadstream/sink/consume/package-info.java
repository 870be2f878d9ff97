// SPDX-License-Identifier: Apache-2.0
/** Reads the topics and writes batches: rows and offsets in one transaction. */
@NullMarked
package io.leadstream.sink.consume;

import org.jspecify.annotations.NullMarked;
