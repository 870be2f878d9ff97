// SPDX-License-Identifier: Apache-2.0
/** The conversion sink: every fact of the topics into PostgreSQL, exactly once. */
@NullMarked
package io.leadstream.sink;

import org.jspecify.annotations.NullMarked;
