// SPDX-License-Identifier: Apache-2.0
/** Log lines for people or machines, without people's addresses in them. */
@NullMarked
package io.leadstream.runtime.logging;

import org.jspecify.annotations.NullMarked;
