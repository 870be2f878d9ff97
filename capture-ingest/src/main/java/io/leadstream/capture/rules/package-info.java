// SPDX-License-Identifier: Apache-2.0
/** Publishing of rule sets and rosters. */
@NullMarked
package io.leadstream.capture.rules;

import org.jspecify.annotations.NullMarked;
