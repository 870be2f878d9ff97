// SPDX-License-Identifier: Apache-2.0
/** From a caller's fields to checked records, or to errors that name the field and the fix. */
@NullMarked
package io.leadstream.capture.read;

import org.jspecify.annotations.NullMarked;
