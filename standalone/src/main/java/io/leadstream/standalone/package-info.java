// SPDX-License-Identifier: Apache-2.0
/** The command line, and everything in one process. */
@NullMarked
package io.leadstream.standalone;

import org.jspecify.annotations.NullMarked;
