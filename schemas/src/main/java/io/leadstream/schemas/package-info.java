// SPDX-License-Identifier: Apache-2.0
/** The published language. */
@NullMarked
package io.leadstream.schemas;

import org.jspecify.annotations.NullMarked;
